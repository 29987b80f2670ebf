package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Streams.mapping;
import static java.time.Duration.ofSeconds;
import static java.util.stream.Gatherers.mapConcurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/streams.md says of the JDK's mapConcurrent and of mapping. */
@ExtendWith(LeakGuard.class)
class MapConcurrentTest {
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);

  private static void await(CountDownLatch latch) {
    Unchecked.<@Nullable Void>get(() -> {
      latch.await();
      return null;
    });
  }

  private static <T> T raise(RuntimeException failure) {
    throw failure;
  }

  @Nested
  class AFailureBehindASlowElement {
    private final IllegalStateException failure = new IllegalStateException("second");

    @Test
    void waitsForItInTheJdk() throws InterruptedException {
      var failed = new CountDownLatch(1);
      var thrown = new AtomicReference<Throwable>();
      Thread reader =
          Thread.startVirtualThread(() -> {
            try {
              Stream.of(1, 2)
                  .gather(
                      mapConcurrent(
                          2,
                          i -> {
                            if (i == 1) {
                              await(released);
                              return i;
                            }
                            failed.countDown();
                            return raise(failure);
                          }))
                  .forEach(_ -> {});
            } catch (RuntimeException e) {
              thrown.set(e);
            }
          });
      failed.await();
      assertThat(thrown.get()).isNull(); // the first element has not been released yet

      released.countDown();
      reader.join();
      assertThat(thrown.get()).isSameAs(failure);
    }

    @Test
    void endsTheStreamAtOnceHere() {
      assertThatThrownBy(() ->
              Stream.of(1, 2)
                  .gather(
                      mapping(
                          atMost(2),
                          i -> {
                            if (i == 1) {
                              released.await();
                              return i;
                            }
                            return raise(failure);
                          }))
                  .toList())
          .isSameAs(failure);
    }
  }

  @Nested
  class AnExceptionThatIsNotUnchecked {
    private final IOException checked = new IOException("down");
    private final AssertionError error = new AssertionError("broken");

    @Test
    void isWrappedByTheJdk() {
      assertThatThrownBy(() ->
              Stream.of(1)
                  .gather(
                      mapConcurrent(
                          1,
                          _ -> {
                            throw error;
                          }))
                  .toList())
          .isExactlyInstanceOf(RuntimeException.class)
          .hasCause(error);
    }

    @Test
    void arrivesAsItselfHere() {
      assertThatThrownBy(() ->
              Stream.of(1)
                  .gather(
                      mapping(
                          atMost(1),
                          _ -> {
                            throw error;
                          }))
                  .toList())
          .isSameAs(error);
      assertThatThrownBy(() ->
              Stream.of(1)
                  .gather(
                      mapping(
                          atMost(1),
                          _ -> {
                            throw checked;
                          }))
                  .toList())
          .isSameAs(checked);
    }
  }

  @Nested
  class AnInterruptOfTheReader {
    private Thread reader(Consumer<Throwable> end, Runnable work) {
      return Thread.startVirtualThread(() -> {
        Throwable thrown = null;
        try {
          work.run();
        } catch (Throwable failure) {
          thrown = failure;
        }
        end.accept(thrown == null && Thread.interrupted() ? new AssertionError("flag") : thrown);
      });
    }

    @Test
    void isPutOffByTheJdkUntilTheResultsAreThere() throws InterruptedException {
      var end = new AtomicReference<Throwable>();
      Thread reader =
          reader(
              end::set,
              () ->
                  Stream.of(1)
                      .gather(
                          mapConcurrent(
                              1,
                              i -> {
                                begun.countDown();
                                await(released);
                                return i;
                              }))
                      .forEach(_ -> {}));
      begun.await();
      reader.interrupt();
      assertThat(end.get()).isNull();

      released.countDown();
      reader.join();
      assertThat(end.get()).hasMessage("flag"); // a result, with the flag set
    }

    @Test
    void endsTheStreamHere() throws InterruptedException {
      var end = new AtomicReference<Throwable>();
      Thread reader =
          reader(
              end::set,
              () ->
                  Stream.of(1)
                      .gather(
                          mapping(
                              atMost(1),
                              i -> {
                                begun.countDown();
                                released.await();
                                return i;
                              }))
                      .forEach(_ -> {}));
      begun.await();
      reader.interrupt();
      reader.join();
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Nested
  class ASourceThatFails {
    private final IllegalStateException failure = new IllegalStateException("source");

    private Stream<Integer> source() {
      return Stream.of(1, 2)
          .peek(i -> {
            if (i == 2) {
              await(begun);
              throw failure;
            }
          });
    }

    @Test
    void leavesTheTasksOfTheJdkRunning() throws InterruptedException {
      var task = new AtomicReference<Thread>();
      assertThatThrownBy(() ->
              source()
                  .gather(
                      mapConcurrent(
                          2,
                          i -> {
                            task.set(Thread.currentThread());
                            begun.countDown();
                            await(released);
                            return i;
                          }))
                  .toList())
          .isSameAs(failure);

      assertThat(task.get().isAlive()).isTrue();
      released.countDown();
      task.get().join();
    }

    @Test
    void endsTheTasksHereWithTheVerbAround() {
      var ended = new AtomicBoolean();
      assertThatThrownBy(() ->
              scope(_ ->
                  source()
                      .gather(
                          mapping(
                              atMost(2),
                              i -> {
                                begun.countDown();
                                try {
                                  released.await();
                                } finally {
                                  ended.set(true);
                                }
                                return i;
                              }))
                      .toList()))
          .isSameAs(failure);

      assertThat(ended).isTrue();
    }
  }

  @Test
  void virtualTimePassesInMappingOnly() throws Exception {
    var time = VirtualTime.create();
    time.run(() ->
        Stream.of(1, 2, 3)
            .gather(
                mapping(
                    atMost(1),
                    i -> {
                      sleep(ofSeconds(1000));
                      return i;
                    }))
            .toList());
    assertThat(time.elapsed()).isEqualTo(ofSeconds(3000));
  }
}
