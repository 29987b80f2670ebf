package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class RetryTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException first = new IOException("first");
  private final IOException second = new IOException("second");
  private final IOException third = new IOException("third");
  private final Retry three = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

  private Calls calls(Object... ends) {
    return Calls.ending(time::elapsed, ends);
  }

  @Nested
  class Attempts {
    @Test
    void aSuccessIsReturnedAtOnce() throws Exception {
      Calls calls = calls("a");
      assertThat(time.run(() -> three.call(calls))).isEqualTo("a");
      assertThat(calls.atMillis()).containsExactly(0L);
    }

    @Test
    void theNumberCountsAllCallsAndEachWaitsForItsDelay() {
      Calls calls = calls(first, second, third);
      assertThatThrownBy(() -> time.run(() -> three.call(calls))).isSameAs(third);
      assertThat(calls.atMillis()).containsExactly(0L, 100L, 200L);
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(time.run(() -> three.<String, Exception>call(() -> null))).isNull();
    }

    @Test
    void outsideOfAnyTaskItRetriesOnRealTime() throws Exception {
      Retry atOnce = Retry.attempts(2).backoff(Backoff.fixed(Duration.ZERO));
      assertThat(atOnce.call(Calls.ending(() -> Duration.ZERO, first, "a"))).isEqualTo("a");
    }

    @Test
    void lessThanOneIsRefused() {
      assertThatThrownBy(() -> Retry.attempts(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("0 attempts make no call; allowed: 1 to 2147483647");
    }
  }

  @Nested
  class Failures {
    @Test
    void theLastOneIsThrownWithTheEarlierOnesInOrderAndWhyThereIsNoOther() {
      var thrown = catchThrowable(() -> time.run(() -> three.call(calls(first, second, third))));
      assertThat(thrown).isSameAs(third);
      assertThat(thrown.getSuppressed()).startsWith(first, second).hasSize(3);
      assertThat(thrown.getSuppressed()[2])
          .isInstanceOf(GaveUp.class)
          .hasMessage(
              "gave up after attempt 3 of 3, 200 ms after the first had ended: there are no more");
    }

    @Test
    void theSameExceptionEachTimeIsNotSuppressedOnItself() {
      var thrown = catchThrowable(() -> time.run(() -> three.call(calls(first))));
      assertThat(thrown).isSameAs(first);
      assertThat(thrown.getSuppressed()).hasSize(1);
    }

    @Test
    void ofVeryManyOnlyTheFirstAreKept() {
      AtomicInteger number = new AtomicInteger();
      Retry stubborn = Retry.attempts(1000).backoff(Backoff.fixed(ofMillis(1)));
      var thrown =
          catchThrowable(() ->
              time.run(() ->
                  stubborn.call(() -> {
                    throw new IOException("number " + number.incrementAndGet());
                  })));
      assertThat(thrown).hasMessage("number 1000");
      assertThat(thrown.getSuppressed()).hasSize(33);
      assertThat(thrown.getSuppressed()[31]).hasMessage("number 32");
    }

    @Test
    void oneThatIsNotRetriedHasTheEarlierOnesOnIt() {
      var bug = new IllegalStateException("bug");
      Retry io = three.on(IOException.class);
      var thrown = catchThrowable(() -> time.run(() -> io.call(calls(first, bug))));
      assertThat(thrown).isSameAs(bug);
      assertThat(thrown.getSuppressed()).containsExactly(first);
    }
  }

  @Nested
  class What {
    @Test
    void onlyWhatIsNamedIsRetriedOnceSomethingIsNamed() {
      Calls other = calls(new IllegalStateException(), "a");
      assertThatThrownBy(() -> time.run(() -> three.on(IOException.class).call(other)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(other.count()).isEqualTo(1);
    }

    @Test
    void typesAndConditionsAddUp() throws Exception {
      Retry either = three.on(FileNotFoundException.class).onFailure(f -> f == first);
      Calls calls = calls(new FileNotFoundException(), first, "a");
      assertThat(time.run(() -> either.call(calls))).isEqualTo("a");
    }

    @Test
    void whatIsExcludedIsNotRetriedAlthoughItsSuperclassIs() {
      Calls calls = calls(new FileNotFoundException(), "a");
      Retry narrow = three.on(IOException.class).notOn(FileNotFoundException.class);
      assertThatThrownBy(() -> time.run(() -> narrow.call(calls)))
          .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void anExceptionMarkedAsUnretryableIsNotRetried() {
      final class Rejected extends IOException implements Unretryable {
        private static final long serialVersionUID = 1L;
      }
      Calls calls = calls(new Rejected(), "a");
      assertThatThrownBy(() -> time.run(() -> three.on(IOException.class).call(calls)))
          .isInstanceOf(Rejected.class);
    }

    @Test
    void aResultCanBeAReasonAndTheLastOneIsReturned() throws Exception {
      Calls calls = calls("busy", "busy", "busy", "a");
      Retry polite = three.onResult(String.class, "busy"::equals);
      assertThat(time.run(() -> polite.call(calls))).isEqualTo("busy");
      assertThat(calls.count()).isEqualTo(3);
    }

    @Test
    void nullIsAResultThatCanBeAReason() throws Exception {
      AtomicInteger number = new AtomicInteger();
      Retry untilThere = three.onResult(Objects::isNull);
      String found =
          time.run(() -> untilThere.call(() -> number.incrementAndGet() < 3 ? null : "a"));
      assertThat(found).isEqualTo("a");
    }

    @Test
    void errorsAndMisuseAreNeverRetried() {
      Retry everything = three.onFailure(failure -> true);
      for (Throwable end : List.of(new AssertionError("bug"), new Misuse("wrong"))) {
        Calls calls = calls(end, "a");
        assertThatThrownBy(() -> time.run(() -> everything.call(calls))).isSameAs(end);
        assertThat(calls.count()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Time {
    @Test
    void aDelayBeyondTheDeadlineIsNotBegunAndTheRealErrorComesOut() {
      Calls calls = calls(first, second);
      var thrown =
          catchThrowable(() -> time.run(() -> within(ofMillis(150), () -> three.call(calls))));
      assertThat(thrown).isSameAs(second);
      assertThat(calls.atMillis()).containsExactly(0L, 100L);
      assertThat(time.elapsed()).isEqualTo(ofMillis(100));
      assertThat(thrown.getSuppressed()[1])
          .isInstanceOf(GaveUp.class)
          .hasMessage(
              "gave up after attempt 2 of 3, 100 ms after the first had ended: a delay of 100 ms"
                  + " would last beyond the deadline, which leaves 50 ms");
    }

    @Test
    void theDeadlineAroundTheCallIsNeverRetried() {
      AtomicInteger calls = new AtomicInteger();
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(150),
                      () ->
                          three.call(() -> {
                            calls.incrementAndGet();
                            sleep(ofSeconds(1));
                            return "a";
                          }))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(calls).hasValue(1);
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void aTimeLimitOfEachAttemptIsRetried() throws Exception {
      AtomicInteger calls = new AtomicInteger();
      String value =
          time.run(() ->
              within(
                  ofSeconds(10),
                  () ->
                      three.call(() ->
                          within(
                              ofMillis(50),
                              () -> {
                                sleep(ofMillis(calls.incrementAndGet() < 3 ? 51 : 1));
                                return "a";
                              }))));
      assertThat(value).isEqualTo("a");
      assertThat(calls).hasValue(3);
    }

    @Test
    void theTotalTimeCountsTheNextDelay() {
      Calls calls = calls(first, second, third);
      assertThatThrownBy(() -> time.run(() -> three.totalTime(ofMillis(200)).call(calls)))
          .isSameAs(second);
      assertThat(calls.atMillis()).containsExactly(0L, 100L);
    }
  }

  @Nested
  class Hints {
    private static final class Busy extends IOException implements RetryAfter {
      private static final long serialVersionUID = 1L;
      private final transient Duration retryAfter;

      Busy(Duration retryAfter) {
        this.retryAfter = retryAfter;
      }

      @Override
      public Duration retryAfter() {
        return retryAfter;
      }
    }

    @Test
    void theServerIsLeftAloneForAsLongAsItAsksAndThenTheUsualDelay() throws Exception {
      Calls calls = calls(new Busy(ofSeconds(2)), "a");
      time.run(() -> three.call(calls));
      assertThat(calls.atMillis()).containsExactly(0L, 2100L);
    }

    @Test
    void aWishBeyondTheCapEndsTheCall() {
      var busy = new Busy(ofMinutes(2));
      var thrown = catchThrowable(() -> time.run(() -> three.call(calls(busy, "a"))));
      assertThat(thrown).isSameAs(busy);
      assertThat(thrown.getSuppressed()[0])
          .hasMessageEndingWith("the server asks to be left alone for 120 s");
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void aWishBeyondAllTimeDoesNotOverflow() {
      var busy = new Busy(ofSeconds(Long.MAX_VALUE));
      Retry patient = three.retryAfterUpTo(ofSeconds(Long.MAX_VALUE));
      assertThatThrownBy(() -> time.run(() -> patient.call(calls(busy, "a")))).isSameAs(busy);
    }
  }

  @Nested
  class Cancellation {
    @Test
    void anInterruptOutOfAnAttemptIsThrownWithWhatFailedBefore() {
      var interrupt = new InterruptedException();
      var thrown = catchThrowable(() -> time.run(() -> three.call(calls(first, interrupt))));
      assertThat(thrown).isSameAs(interrupt);
      assertThat(thrown.getSuppressed()).containsExactly(first);
    }

    @Test
    void anInterruptThatCameOutAsAnotherExceptionIsNotRetried() {
      var broken = new SocketException("Closed by interrupt");
      AtomicInteger calls = new AtomicInteger();
      var thrown =
          catchThrowable(() ->
              time.run(() ->
                  three.call(() -> {
                    calls.incrementAndGet();
                    Thread.currentThread().interrupt();
                    throw broken;
                  })));
      assertThat(thrown).isInstanceOf(InterruptedException.class).hasSuppressedException(broken);
      assertThat(calls).hasValue(1);
    }

    @Test
    void aCancelledTaskIsNotRetriedWhateverCameOutOfIt() {
      AtomicInteger calls = new AtomicInteger();
      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> three.call(() -> disguised(calls)),
                      () -> {
                        sleep(ofMillis(10));
                        throw first;
                      },
                      (a, b) -> a)))
          .isSameAs(first);
      assertThat(calls).hasValue(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    private static String disguised(AtomicInteger calls) throws IOException {
      calls.incrementAndGet();
      try {
        sleep(ofSeconds(1));
        return "a";
      } catch (InterruptedException e) {
        throw new IOException("connection closed", e);
      }
    }

    @Test
    void anInterruptAtAnyStepEndsTheCallWithWhatFailedBefore() {
      var steps =
          InterruptAtEveryStep.ofCaller(
              () -> three.call(Calls.ending(() -> Duration.ZERO, new IOException())));
      assertThat(steps)
          .hasSize(2)
          .allSatisfy(step -> {
            assertThat(step.failure()).isInstanceOf(InterruptedException.class);
            assertThat(step.failure().getSuppressed()).hasSize(1);
            assertThat(step.flagSet()).isFalse();
          });
    }
  }

  @Nested
  class Listeners {
    @Test
    void eachAttemptIsToldWithItsFailureAndTheDelayThatFollows() throws Exception {
      var told = new ArrayList<Retry.Attempt>();
      time.run(() -> three.onAttempt(told::add).call(calls(first, "a")));
      assertThat(told)
          .containsExactly(
              new Retry.Attempt(1, first, ofMillis(100)), new Retry.Attempt(2, null, null));
    }

    @Test
    void whatOneThrowsChangesNothing() throws Exception {
      Retry watched =
          three.onAttempt(attempt -> {
            throw new IllegalStateException("listener");
          });
      assertThat(time.run(() -> watched.call(calls(first, "a")))).isEqualTo("a");
    }
  }

  @Test
  void itSaysWhatItDoes() {
    assertThat(three).hasToString("3 attempts, delays 100 ms");
    assertThat(Retry.attempts(2))
        .hasToString("2 attempts, delays exponential from 100 ms up to 30 s, full jitter");
  }
}
