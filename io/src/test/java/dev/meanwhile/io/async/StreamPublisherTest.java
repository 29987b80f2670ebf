package dev.meanwhile.io.async;

import static dev.meanwhile.Meanwhile.atMost;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reactor.adapter.JdkFlowAdapter.flowPublisherToFlux;

import dev.meanwhile.Background;
import dev.meanwhile.Cancelled;
import dev.meanwhile.Misuse;
import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream that is offered as a publisher. */
@ExtendWith(LeakGuard.class)
class StreamPublisherTest {
  private final AtomicInteger read = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final BlockingQueue<Throwable> handled = new LinkedBlockingQueue<>();

  private Background background() {
    return Background.named("audit").drain(ZERO).open((_, failure) -> handled.add(failure));
  }

  private Task<Stream<Integer>, IOException> numbers(int count) {
    return () ->
        IntStream.rangeClosed(1, count)
            .boxed()
            .peek(_ -> read.incrementAndGet())
            .onClose(closed::countDown);
  }

  /** Does what it is told, and notes what it is sent. */
  private static final class Probe implements Subscriber<Integer> {
    final BlockingQueue<Object> sent = new LinkedBlockingQueue<>();
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription made) {
      subscription = made;
    }

    @Override
    public void onNext(Integer element) {
      sent.add(element);
    }

    @Override
    public void onError(Throwable failure) {
      sent.add(failure);
    }

    @Override
    public void onComplete() {
      sent.add("end");
    }
  }

  @Nested
  class Elements {
    @Test
    void areThoseOfTheStreamForEachSubscriberAnew() {
      try (var background = background()) {
        Publisher<Integer> publisher = Publishers.of(background, "numbers", numbers(1_000));
        for (int i = 0; i < 3; i++) {
          assertThat(flowPublisherToFlux(publisher).limitRate(7).collectList().block())
              .isEqualTo(IntStream.rangeClosed(1, 1_000).boxed().toList());
        }
      }
      assertThat(handled).isEmpty();
    }

    @Test
    void areReadOnlyWhenTheyAreAskedFor() throws Exception {
      var probe = new Probe();
      try (var background = background()) {
        Publishers.<Integer>of(background, "numbers", numbers(3)).subscribe(probe);
        probe.subscription.request(2);
        assertThat(List.of(probe.sent.take(), probe.sent.take())).containsExactly(1, 2);
        assertThat(read).hasValue(2);
        probe.subscription.request(Long.MAX_VALUE);
        probe.subscription.request(Long.MAX_VALUE);
        assertThat(List.of(probe.sent.take(), probe.sent.take())).containsExactly(3, "end");
        closed.await();
      }
      assertThat(probe.sent).isEmpty();
    }

    @Test
    void comeBackAsAStream() {
      try (var background = background();
          Stream<Integer> back =
              Publishers.stream(Publishers.of(background, "numbers", numbers(500)), 3)) {
        assertThat(back).hasSize(500);
      }
    }
  }

  @Nested
  class Cancel {
    @Test
    void afterAPartClosesTheStreamAndEndsTheTask() throws Exception {
      try (var background = background()) {
        Publisher<Integer> publisher =
            Publishers.of(background, "numbers", numbers(Integer.MAX_VALUE));
        assertThat(flowPublisherToFlux(publisher).take(3).collectList().block())
            .containsExactly(1, 2, 3);
        closed.await();
      }
      assertThat(read).hasValueLessThan(Integer.MAX_VALUE);
    }

    @Test
    void interruptsAReadThatBlocks() throws Exception {
      var reading = new CountDownLatch(1);
      var interrupted = new CountDownLatch(1);
      var probe = new Probe();
      Task<Stream<Integer>, InterruptedException> blocked =
          () -> {
            reading.countDown();
            try {
              new CountDownLatch(1).await();
            } finally {
              interrupted.countDown();
            }
            return Stream.empty();
          };
      try (var background = background()) {
        Publishers.<Integer>of(background, "blocked", blocked).subscribe(probe);
        probe.subscription.request(1);
        reading.await();
        probe.subscription.cancel();
        probe.subscription.cancel();
        interrupted.await();
      }
      assertThat(probe.sent).isEmpty();
    }

    @Test
    void atOnceStartsNothing() {
      try (var background = background()) {
        Publishers.<Integer>of(background, "numbers", numbers(3))
            .subscribe(
                new Subscriber<>() {
                  @Override
                  public void onSubscribe(Subscription made) {
                    made.request(3);
                    made.cancel();
                  }

                  @Override
                  public void onNext(Integer element) {
                    read.incrementAndGet();
                  }

                  @Override
                  public void onError(Throwable failure) {
                    read.incrementAndGet();
                  }

                  @Override
                  public void onComplete() {
                    read.incrementAndGet();
                  }
                });
        assertThat(background.tasks()).isEmpty();
      }
      assertThat(read).hasValue(0);
    }
  }

  @Nested
  class Failure {
    private Object sentBy(Background background, Task<Stream<Integer>, IOException> source)
        throws Exception {
      var probe = new Probe();
      Publishers.<Integer>of(background, "numbers", source).subscribe(probe);
      probe.subscription.request(1);
      return probe.sent.take();
    }

    @Test
    void ofTheSourceComesAsItselfAndNotToTheHandler() throws Exception {
      var failure = new IOException("down");
      try (var background = background()) {
        Object sent =
            sentBy(
                background,
                () -> {
                  throw failure;
                });
        assertThat(sent).isSameAs(failure);
      }
      assertThat(handled).isEmpty();
    }

    @Test
    void ofAnElementClosesTheStream() throws Exception {
      var failure = new IllegalStateException("third");
      Task<Stream<Integer>, IOException> failing =
          () ->
              numbers(3)
                  .run()
                  .map(_ -> {
                    throw failure;
                  });
      try (var background = background()) {
        assertThat(sentBy(background, failing)).isSameAs(failure);
        closed.await();
      }
    }

    @Test
    void isANullElement() throws Exception {
      try (var background = background()) {
        assertThat(sentBy(background, () -> Stream.of((Integer) null)))
            .isInstanceOf(NullPointerException.class);
      }
    }

    @Test
    void isARejectionOfTheOwnersLimit() throws Exception {
      var release = new CountDownLatch(1);
      var options = Background.named("audit").limit(atMost(1).maxWaiting(0));
      try (var background = options.open((_, failure) -> handled.add(failure))) {
        background.run("first", release::await);
        assertThat(sentBy(background, numbers(3))).isInstanceOf(Rejected.class);
        release.countDown();
      }
      assertThat(handled).isEmpty();
    }

    @Test
    void isTheEndOfTheOwner() throws Exception {
      var probe = new Probe();
      var background = background();
      try (background) {
        Publishers.<Integer>of(background, "numbers", numbers(3)).subscribe(probe);
      }
      assertThat(probe.sent.take()).isInstanceOf(Cancelled.class);
      assertThat(sentBy(background, numbers(3))).isInstanceOf(Misuse.class);
    }

    @Test
    void isARequestForNothing() throws Exception {
      var probe = new Probe();
      try (var background = background()) {
        Publishers.<Integer>of(background, "numbers", numbers(3)).subscribe(probe);
        probe.subscription.request(0);
        assertThat((Throwable) probe.sent.take())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("0 elements asked for; allowed: 1 or more");
      }
    }

    @Test
    void ofBadInputIsThrownAtOnce() {
      try (var background = background()) {
        assertThatThrownBy(() -> Publishers.of(null, "a", numbers(1))).hasMessage("owner");
        assertThatThrownBy(() -> Publishers.of(background, null, numbers(1))).hasMessage("name");
        assertThatThrownBy(() -> Publishers.of(background, "a", null)).hasMessage("source");
        assertThatThrownBy(() -> Publishers.of(background, " ", numbers(1)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Publishers.of(background, "a", numbers(1)).subscribe(null))
            .hasMessage("subscriber");
      }
    }
  }
}
