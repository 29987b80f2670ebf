package dev.meanwhile.io.async;

import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static reactor.adapter.JdkFlowAdapter.publisherToFlowPublisher;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A publisher that is read as a stream. */
@ExtendWith(LeakGuard.class)
class PublisherStreamTest {
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private static <T> Stream<T> stream(Flux<T> flux, int ahead) {
    return Publishers.stream(publisherToFlowPublisher(flux), ahead);
  }

  /** Counts what is cancelled. */
  private final class Noted implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }

  @Nested
  class Elements {
    @Test
    void comeInTheOrderOfThePublisherFromWhateverThread() {
      List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
      for (int ahead : List.of(1, 2, 7, 20_000)) {
        Flux<Integer> elsewhere = Flux.fromIterable(numbers).publishOn(Schedulers.parallel());
        try (Stream<Integer> stream = stream(elsewhere, ahead)) {
          assertThat(stream).isEqualTo(numbers);
        }
      }
    }

    @Test
    void comeFromThePublisherOfTheJdk() {
      try (var publisher = new SubmissionPublisher<String>();
          Stream<String> stream = Publishers.stream(publisher, 4)) {
        Iterator<String> each = readingIn(stream, publisher);
        assertThat(each.next()).isEqualTo("a");
        assertThat(each.next()).isEqualTo("b");
        assertThat(each.hasNext()).isFalse();
      }
    }

    /** Sends as soon as somebody has subscribed. */
    private Iterator<String> readingIn(
        Stream<String> stream, SubmissionPublisher<String> publisher) {
      Thread.ofVirtual()
          .start(() -> {
            while (!publisher.hasSubscribers()) {
              Thread.onSpinWait();
            }
            publisher.submit("a");
            publisher.submit("b");
            publisher.close();
          });
      return stream.iterator();
    }

    @Test
    void mayBeNone() {
      try (Stream<String> stream = stream(Flux.empty(), 3)) {
        assertThat(stream).isEmpty();
      }
    }

    @Test
    void areNotAskedForBeforeTheyAreRead() {
      var subscribed = new AtomicBoolean();
      stream(Flux.just(1).doOnSubscribe(_ -> subscribed.set(true)), 1).close();
      assertThat(subscribed).isFalse();
    }

    @Test
    void areAskedForOnlySoFarAhead() {
      for (int ahead : List.of(1, 2, 5, 16)) {
        var sent = new AtomicInteger();
        try (Stream<Integer> stream =
            stream(Flux.range(1, 1_000).doOnNext(_ -> sent.incrementAndGet()), ahead)) {
          Iterator<Integer> each = stream.iterator();
          for (int read = 1; read <= 100; read++) {
            assertThat(each.next()).isEqualTo(read);
            assertThat(sent.get()).isBetween(read, read + ahead);
          }
        }
      }
    }
  }

  @Nested
  class Closing {
    @Test
    void afterAPartCancels() throws Exception {
      try (Stream<Integer> stream =
          stream(Flux.range(1, 3).concatWith(Flux.never()).doOnCancel(cancelled::countDown), 10)) {
        assertThat(stream.limit(2)).containsExactly(1, 2);
      }
      cancelled.await();
    }

    @Test
    void isTheEndForWhoReadsOn() {
      Stream<Integer> stream = stream(Flux.range(1, 9), 3);
      Iterator<Integer> each = stream.iterator();
      assertThat(each.next()).isEqualTo(1);
      stream.close();
      assertThat(each.hasNext()).isFalse();
    }

    @Test
    void afterTheEndCancelsNothing() {
      try (Stream<Integer> stream = stream(Flux.range(1, 3).doOnCancel(cancelled::countDown), 10)) {
        assertThat(stream).hasSize(3);
      }
      assertThat(cancelled.getCount()).isEqualTo(1);
    }

    @Test
    void afterAFailureOfTheReaderCancels() throws Exception {
      var failure = new IllegalStateException("reader");
      assertThatThrownBy(
              () -> {
                try (Stream<Integer> stream =
                    stream(Flux.range(1, 9).doOnCancel(cancelled::countDown), 1)) {
                  stream.forEach(_ -> {
                    throw failure;
                  });
                }
              })
          .isSameAs(failure);
      cancelled.await();
    }

    @Test
    void beforeThePublisherHasAnsweredCancelsWhenItDoes() throws Exception {
      var late = new AtomicReference<Subscriber<?>>();
      Publisher<Integer> slow = late::set;
      try (Stream<Integer> stream = Publishers.stream(slow, 1)) {
        assertThatThrownBy(() -> within(ofMillis(20), () -> stream.toList()))
            .isInstanceOf(DeadlineExceeded.class);
      }
      late.get().onSubscribe(new Noted());
      cancelled.await();
    }
  }

  @Nested
  class Failures {
    @Test
    void comeAsThemselvesAfterTheElementsBefore() {
      var failure = new IllegalStateException("down");
      try (Stream<Integer> stream = stream(Flux.just(1, 2).concatWith(Flux.error(failure)), 10)) {
        Iterator<Integer> each = stream.iterator();
        assertThat(each.next()).isEqualTo(1);
        assertThat(each.next()).isEqualTo(2);
        assertThatThrownBy(each::hasNext).isSameAs(failure);
      }
    }

    @Test
    void thatAreCheckedAreACause() {
      var failure = new IOException("down");
      try (Stream<Integer> stream = stream(Flux.error(failure), 10)) {
        assertThatThrownBy(stream::toList).isInstanceOf(TaskFailed.class).hasCause(failure);
      }
    }

    @Test
    void ofAPublisherThatSendsTooMuchCancelIt() throws Exception {
      Publisher<Integer> pushing =
          subscriber -> {
            subscriber.onSubscribe(new Noted());
            IntStream.range(0, 5).forEach(subscriber::onNext);
          };
      try (Stream<Integer> stream = Publishers.stream(pushing, 3)) {
        assertThatThrownBy(stream::toList)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageEndingWith(" has sent more than the 3 elements it was asked for");
      }
      cancelled.await();
    }

    @Test
    void ofAPublisherThatSubscribesTwiceCancelTheSecond() throws Exception {
      Publisher<Integer> twice =
          subscriber -> {
            subscriber.onSubscribe(
                new Subscription() {
                  @Override
                  public void request(long count) {
                    subscriber.onNext(1);
                    subscriber.onComplete();
                  }

                  @Override
                  public void cancel() {}
                });
            subscriber.onSubscribe(new Noted());
          };
      try (Stream<Integer> stream = Publishers.stream(twice, 3)) {
        assertThat(stream).containsExactly(1);
      }
      cancelled.await();
    }

    @Test
    void ofBadInputAreThrownAtOnce() {
      assertThatThrownBy(() -> Publishers.stream(null, 1)).hasMessage("publisher");
      assertThatThrownBy(() -> stream(Flux.just(1), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("0 elements ahead; allowed: 1 to 2147483647");
    }
  }

  @Nested
  class WhileItWaits {
    private Stream<Integer> silent() {
      return stream(Flux.<Integer>never().doOnCancel(cancelled::countDown), 1);
    }

    @Test
    void anInterruptCancelsItAndKeepsTheFlag() throws Exception {
      var thrown = new CompletableFuture<Throwable>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try (Stream<Integer> stream = silent()) {
                  Throwable failure = catchThrowable(stream::toList);
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  thrown.complete(failure);
                }
              });
      reader.interrupt();
      cancelled.await();
      assertThat(thrown.get())
          .isInstanceOf(Cancelled.class)
          .hasMessageStartingWith("interrupted while waiting for an element of ");
    }

    @Test
    void aDeadlineCancelsItAndThrowsItsOwnFailure() throws Exception {
      assertThatThrownBy(() ->
              within(
                  ofMillis(20),
                  () -> {
                    try (Stream<Integer> stream = silent()) {
                      return stream.toList();
                    }
                  }))
          .isInstanceOf(DeadlineExceeded.class);
      cancelled.await();
    }
  }
}
