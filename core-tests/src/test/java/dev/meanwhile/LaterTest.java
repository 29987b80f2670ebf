package dev.meanwhile;

import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class LaterTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Result {
    @Test
    void isTheSameHoweverOftenItIsAskedFor() throws Exception {
      var value = new Object();

      List<Object> seen =
          time.run(() ->
              scope(s -> {
                var later = s.start(() -> after(10, value));
                return List.of(later.get(), later.get());
              }));

      assertThat(seen).allSatisfy(each -> assertThat(each).isSameAs(value));
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void reachesEveryoneWhoWaits() throws Exception {
      int sum =
          time.run(() ->
              scope(s -> {
                var one = s.start(() -> after(10, 1));
                var readers = new ArrayList<Later<Integer, RuntimeException>>();
                for (int i = 0; i < 100; i++) {
                  readers.add(s.start(one::get));
                }
                int total = 0;
                for (var reader : readers) {
                  total += reader.get();
                }
                return total;
              }));

      assertThat(sum).isEqualTo(100);
    }

    @Test
    void reachesAThreadThatRunsNoTask() throws Exception {
      Object seen =
          scope(s -> {
            var asked = new CountDownLatch(1);
            var later =
                s.start(() -> {
                  asked.await();
                  return "a";
                });
            var reader = Outsider.waitsFor(later::get);
            asked.countDown();
            return reader.result();
          });

      assertThat(seen).isEqualTo("a");
    }
  }

  @Nested
  class Failure {
    @Test
    void isTheSameObjectHoweverOftenItIsAskedFor() {
      var failure = new IOException("down");
      var seen = new ArrayList<Object>();

      assertThatThrownBy(() ->
              scope(s -> {
                var later = s.start(() -> fail(failure));
                try {
                  return Tasks.untilInterrupted();
                } catch (InterruptedException told) {
                  seen.add(Outsider.does(later::get).result());
                  seen.add(Outsider.does(later::get).result());
                  return "body";
                }
              }))
          .isSameAs(failure);
      assertThat(seen).hasSize(2).allSatisfy(each -> assertThat(each).isSameAs(failure));
    }
  }

  @Nested
  class Cancellation {
    @Test
    void ofTheTaskIsToldToWhoeverGoesOn() {
      var failure = new IOException("down");
      var told = new CompletableFuture<Outsider>();

      assertThatThrownBy(() ->
              scope(s -> {
                var running = new CountDownLatch(1);
                var cancelled =
                    s.start(() -> {
                      running.countDown();
                      return Tasks.untilInterrupted();
                    });
                running.await();
                told.complete(Outsider.waitsFor(cancelled::get));
                return fail(failure);
              }))
          .isSameAs(failure);
      assertThat(told.join().result()).isInstanceOf(Cancelled.class);
    }

    @Test
    void holdsEvenIfTheTaskReturnsAValue() {
      var failure = new IOException("down");
      var endings = new Endings();
      var told = new CompletableFuture<Outsider>();

      Throwable thrown =
          catchThrowable(() ->
              endings.watch(() ->
                  scope(s -> {
                    var running = new CountDownLatch(1);
                    var deaf =
                        s.start(
                            "deaf",
                            () -> {
                              running.countDown();
                              try {
                                return Tasks.untilInterrupted();
                              } catch (InterruptedException swallowed) {
                                return "a value after all";
                              }
                            });
                    running.await();
                    told.complete(Outsider.waitsFor(deaf::get));
                    return fail(failure);
                  })));

      assertThat(thrown).isSameAs(failure);
      assertThat(told.join().result()).isInstanceOf(Cancelled.class);
      assertThat(endings.byPath()).isEqualTo(Map.of("run/deaf", Ending.CANCELLED));
    }

    @Test
    void ofTheReaderLeavesTheTaskAlone() throws Exception {
      List<String> seen =
          time.run(() ->
              scope(s -> {
                var slow = s.start(() -> after(50, "slow"));
                var impatient = s.start(() -> withinOr(ofMillis(10), slow::get, () -> "impatient"));
                return List.of(impatient.get(), slow.get());
              }));

      assertThat(seen).containsExactly("impatient", "slow");
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }
  }
}
