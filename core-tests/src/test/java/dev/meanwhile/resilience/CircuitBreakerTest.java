package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.CircuitOpen;
import dev.meanwhile.Deadline;
import dev.meanwhile.Task;
import dev.meanwhile.resilience.CircuitBreaker.State;
import dev.meanwhile.runtime.Census;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.ManualTime;
import dev.meanwhile.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class CircuitBreakerTest {
  private final ManualTime time = VirtualTime.manual();
  private final BreakerRule rule =
      BreakerRule.lastCalls(4).openFor(ofSeconds(10), ofSeconds(30)).probes(2, ofSeconds(60));
  private final CircuitBreaker breaker = CircuitBreaker.of("gateway", rule);

  private final Task<String, IOException> good = () -> "a";
  private final Task<String, IOException> bad =
      () -> {
        throw new IOException("down");
      };

  private Future<Boolean> start(CircuitBreaker other, Task<?, ?> task) throws InterruptedException {
    return time.start(() -> outcome(() -> other.call(task)).isSuccess());
  }

  private void call(Task<?, ?> task) throws Exception {
    assertThat(start(breaker, task).get()).isNotNull();
  }

  private void call(int times, Task<?, ?> task) throws Exception {
    for (int i = 0; i < times; i++) {
      call(task);
    }
  }

  private static Task<String, RuntimeException> taking(Duration duration) {
    return () -> {
      sleep(duration);
      return "a";
    };
  }

  @Nested
  class Closed {
    @Test
    void itOpensWhenTheRateIsReachedAndThereAreEnoughCalls() throws Exception {
      call(2, good);
      call(bad);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      call(bad);
      assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void callsThatLeftTheWindowDoNotCount() throws Exception {
      call(bad);
      call(3, good);
      call(bad);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      assertThat(breaker.snapshot().failed()).isEqualTo(1);
    }

    @Test
    void aWindowOfTimeForgetsCallsThatAreTooOld() throws Exception {
      var timed = CircuitBreaker.of("timed", BreakerRule.last(ofSeconds(10)).minimumCalls(2));
      start(timed, bad).get();
      time.advance(ofSeconds(11));
      start(timed, bad).get();
      assertThat(timed.state()).isEqualTo(State.CLOSED);
      time.advance(ofSeconds(8));
      start(timed, bad).get();
      assertThat(timed.state()).isEqualTo(State.OPEN);
    }

    @Test
    void slowCallsOpenItAlthoughTheySucceed() throws Exception {
      var slow = CircuitBreaker.of("slow", rule.slowRate(100, ofSeconds(2)));
      for (int i = 0; i < 4; i++) {
        Future<Boolean> call = start(slow, taking(ofSeconds(2)));
        time.advance(ofSeconds(2));
        assertThat(call.get()).isTrue();
      }
      assertThat(slow.state()).isEqualTo(State.OPEN);
    }
  }

  @Nested
  class Open {
    @Test
    void itLetsNothingThroughAndSaysForHowLong() throws Exception {
      call(4, bad);
      time.advance(ofSeconds(4));
      var refused =
          time.start(() -> {
            assertThatThrownBy(() -> breaker.call(good))
                .isInstanceOf(CircuitOpen.class)
                .hasMessage("circuit breaker \"gateway\" is open for another 6 s");
            return true;
          });
      assertThat(refused.get()).isTrue();
    }

    @Test
    void itIsNotRetriedUnlessAskedForAndThenWaitsUntilItIsOver() throws Exception {
      call(4, bad);
      Retry retry = Retry.attempts(2).backoff(Backoff.fixed(ofSeconds(1)));
      Future<Boolean> once =
          time.start(() -> outcome(() -> retry.call(() -> breaker.call(good))).isSuccess());
      assertThat(once.get()).isFalse();
      Retry patient = retry.on(CircuitOpen.class);
      Future<String> twice = time.start(() -> patient.call(() -> breaker.call(good)));
      time.advance(ofSeconds(11));
      assertThat(twice.get()).isEqualTo("a");
    }

    @Test
    void itStaysOpenLongerEachTimeTheProbesFailUpToTheMost() throws Exception {
      call(4, bad);
      for (int seconds : new int[] {10, 20, 30, 30}) {
        assertThat(breaker.snapshot().openFor()).isEqualTo(ofSeconds(seconds));
        time.advance(ofSeconds(seconds));
        call(2, bad);
      }
      time.advance(ofSeconds(30));
      call(2, good);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
      call(4, bad);
      assertThat(breaker.snapshot().openFor()).isEqualTo(ofSeconds(10));
    }
  }

  @Nested
  class HalfOpen {
    private final Task<String, RuntimeException> probe = taking(ofSeconds(5));

    private void halfOpen() throws Exception {
      call(4, bad);
      time.advance(ofSeconds(10));
    }

    @Test
    void itLetsNoMoreThanTheProbesThrough() throws Exception {
      halfOpen();
      Future<Boolean> first = start(breaker, probe);
      Future<Boolean> second = start(breaker, probe);
      assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
      assertThat(start(breaker, good).get()).isFalse();
      time.advance(ofSeconds(5));
      assertThat(first.get() && second.get()).isTrue();
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aProbeThatIsCancelledIsGivenBack() throws Exception {
      halfOpen();
      for (int i = 0; i < 5; i++) {
        Future<Boolean> loser =
            time.start(() -> race(() -> breaker.call(taking(ofSeconds(9))) == null, () -> true));
        assertThat(loser.get()).isTrue();
        assertThat(breaker.snapshot().calls()).isZero();
      }
      call(2, good);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void aProbeThatIsOutIsSeenByTheLeakGuardAndOtherCallsAreNot() throws Exception {
      halfOpen();
      Census.begin();
      Future<Boolean> usual = start(CircuitBreaker.of("closed", rule), probe);
      Future<Boolean> first = start(breaker, probe);
      Future<Boolean> second = start(breaker, probe);
      String name = "a probe of circuit breaker \"gateway\"";
      assertThat(Census.end()).extracting(Object::toString).containsExactly(name, name);
      time.advance(ofSeconds(5));
      assertThat(usual.get() && first.get() && second.get()).isTrue();
    }

    @Test
    void probesThatHangCountAsFailedWhenTheirTimeIsOver() throws Exception {
      halfOpen();
      Future<Boolean> hanging = start(breaker, taking(ofSeconds(70)));
      time.advance(ofSeconds(60));
      assertThat(start(breaker, good).get()).isFalse();
      assertThat(breaker.state()).isEqualTo(State.OPEN);
      time.advance(ofSeconds(10));
      assertThat(hanging.get()).isTrue();
      assertThat(breaker.snapshot().calls()).isZero();
    }

    @Test
    void fewProbesDecideWhenTheTimeIsOver() throws Exception {
      halfOpen();
      call(good);
      time.advance(ofSeconds(60));
      call(good);
      assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anInterruptAtAnyStepGivesTheProbeBack() {
      var own = CircuitBreaker.of("own", rule.openFor(Duration.ZERO));
      own.open();
      var steps =
          InterruptAtEveryStep.ofCaller(() -> {
            assertThat(own.snapshot().calls()).isZero();
            return own.call(taking(ofMillis(1)));
          });
      assertThat(steps).hasSize(1);
      assertThat(own.snapshot().calls()).isEqualTo(1);
    }
  }

  @Nested
  class WhatCounts {
    private int failed() {
      return breaker.snapshot().failed();
    }

    @Test
    void aCancelledCallCountsNeitherWay() throws Exception {
      assertThat(
              time.start(() -> race(() -> breaker.call(taking(ofSeconds(9))) == null, () -> true))
                  .get())
          .isTrue();
      assertThat(breaker.snapshot().calls()).isZero();
    }

    @Test
    void aCallThatADeadlineCutsOffFailed() throws Exception {
      Task<String, RuntimeException> hanging = () -> breaker.call(() -> untilCut());
      Future<Boolean> call =
          time.start(() -> outcome(() -> within(ofSeconds(1), hanging)).isSuccess());
      time.advance(ofSeconds(1));
      assertThat(call.get()).isFalse();
      assertThat(failed()).isEqualTo(1);
    }

    private static String untilCut() throws InterruptedException {
      while (true) {
        sleep(Deadline.remaining());
      }
    }

    @Test
    void onlyNamedExceptionsCountOnceSomeAreAndIgnoredOnesNotAtAll() throws Exception {
      var picky =
          CircuitBreaker.of(
              "picky", rule.failingOn(IOException.class).ignoring(FileNotFoundException.class));
      Task<String, Exception> answer =
          () -> {
            throw new IllegalStateException();
          };
      Task<String, Exception> ignored =
          () -> {
            throw new FileNotFoundException();
          };
      for (Task<?, ?> task : List.of(bad, answer, ignored)) {
        start(picky, task).get();
      }
      assertThat(picky.snapshot().calls()).isEqualTo(2);
      assertThat(picky.snapshot().failed()).isEqualTo(1);
    }

    @Test
    void aResultMayBeAFailure() throws Exception {
      var reading = CircuitBreaker.of("r", rule.failingResult(String.class, "503"::equals));
      Task<String, RuntimeException> busy = () -> "503";
      start(reading, busy).get();
      start(reading, good).get();
      assertThat(reading.snapshot().failed()).isEqualTo(1);
    }

    @Test
    void theEndOfACallFromAnEarlierStateIsNotCounted() throws Exception {
      Future<Boolean> old = start(breaker, taking(ofSeconds(1)));
      breaker.open();
      breaker.close();
      time.advance(ofSeconds(1));
      assertThat(old.get()).isTrue();
      assertThat(breaker.snapshot().calls()).isZero();
    }
  }

  @Nested
  class ByHand {
    @Test
    void forcedOpenStaysUntilItIsClosed() throws Exception {
      breaker.forceOpen();
      time.advance(ofSeconds(1_000));
      assertThat(start(breaker, good).get()).isFalse();
      assertThat(breaker.snapshot().openFor()).isEqualTo(Deadline.FOREVER);
      breaker.close();
      assertThat(start(breaker, good).get()).isTrue();
    }

    @Test
    void observingCountsAndNeverOpens() throws Exception {
      breaker.observe();
      call(9, bad);
      assertThat(breaker.state()).isEqualTo(State.OBSERVING);
      assertThat(breaker.snapshot().failed()).isEqualTo(4);
    }

    @Test
    void disabledCountsNothing() throws Exception {
      breaker.disable();
      call(9, bad);
      assertThat(breaker.snapshot().calls()).isZero();
    }
  }

  @Test
  void eachChangeIsToldWithWhatLedToIt() throws Exception {
    var told = new ArrayList<String>();
    breaker.onChange(change ->
        told.add(change.before().state() + " " + change.before().failed() + " " + change.to()));
    breaker.onChange(change -> {
      throw new IllegalStateException("listener");
    });
    call(4, bad);
    time.advance(ofSeconds(10));
    call(2, good);
    assertThat(told).containsExactly("CLOSED 4 OPEN", "OPEN 0 HALF_OPEN", "HALF_OPEN 0 CLOSED");
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> rule.failureRate(0))
        .hasMessage("a failure rate in percent is 0; allowed: 1 to 100");
    assertThatThrownBy(() -> BreakerRule.lastCalls(0))
        .hasMessage("a window of the last calls is 0; allowed: 1 to 100000");
    assertThatThrownBy(() -> BreakerRule.lastCalls(2).minimumCalls(3))
        .hasMessage("a minimum of calls is 3; allowed: 1 to 2");
    assertThatThrownBy(() -> rule.openFor(ofSeconds(2), ofSeconds(1)))
        .hasMessage("open for at most 1 s; allowed: 2 s or more");
  }
}
