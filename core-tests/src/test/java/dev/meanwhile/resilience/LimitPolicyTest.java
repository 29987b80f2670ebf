package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.Outcome;
import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A limit among other policies. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitPolicyTest {
  private final VirtualTime time = VirtualTime.create();
  private final AtomicInteger calls = new AtomicInteger();
  private final Limit limit = Limit.atMost(1).named("payments");
  private final Retry three = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

  private <T, X extends Exception> Task<T, X> at(int millis, Task<T, X> task) {
    return () -> {
      sleep(ofMillis(millis));
      return task.run();
    };
  }

  private Task<String, RuntimeException> taking(int millis) {
    return () -> {
      calls.incrementAndGet();
      sleep(ofMillis(millis));
      return "done";
    };
  }

  @Nested
  class InAnOrder {
    @Test
    void itIsPrinted() {
      assertThat(
              Policy.of(
                  Within.of(ofSeconds(3)),
                  three,
                  limit,
                  Limit.atMost(9).claim(2).and(limit),
                  RateLimit.perSecond(50)))
          .hasToString(
              "within 3 s > 3 attempts, delays 100 ms > limit \"payments\" > 2 permits of limit of"
                  + " 9 and limit \"payments\" > 50 per 1 s");
    }

    @Test
    void insideOfARetryItIsFreeDuringTheDelays() throws Exception {
      Policy policy = Policy.of(three, limit);
      Task<String, IOException> failing =
          () -> {
            if (calls.incrementAndGet() == 1) {
              throw new IOException("down");
            }
            return "up at " + time.elapsed().toMillis();
          };

      var ends =
          time.run(() ->
              all(
                  () -> policy.call(failing),
                  at(50, () -> limit.call(() -> "in between at " + time.elapsed().toMillis())),
                  List::of));

      assertThat(ends).containsExactly("up at 100", "in between at 50");
    }

    @Test
    void theTimeInItsQueueCountsForTheTotalAndNotForTheAttempt() throws Exception {
      Policy policy = Policy.of(Within.of(ofMillis(100)), limit, Within.of(ofMillis(20)));

      var ends =
          time.run(() ->
              all(
                  () -> limit.call(taking(50)),
                  at(1, () -> policy.call(taking(15))),
                  at(60, () -> policy.call(taking(15))),
                  List::of));
      var late =
          time.run(() ->
              all(
                  () -> limit.call(taking(200)),
                  at(1, () -> outcome(() -> policy.call(taking(15)))),
                  (_, outcome) -> outcome));

      assertThat(ends).containsExactly("done", "done", "done");
      assertThat(late)
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.cause()).isInstanceOf(DeadlineExceeded.class));
    }

    @Test
    void outsideOfARateLimitTheStartsKeepTheRateAlsoAfterAHiccup() throws Exception {
      var starts = new ArrayList<Long>();
      Policy policy = Policy.of(Limit.atMost(5), RateLimit.strict(2, ofSeconds(1)));
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 20; i++) {
        int takes = i < 5 ? 4_000 : 1;
        tasks.add(
            at(
                i,
                () ->
                    policy.call(() -> {
                      synchronized (starts) {
                        starts.add(time.elapsed().toMillis());
                      }
                      sleep(ofMillis(takes));
                      return "done";
                    })));
      }

      time.run(() -> all(tasks));

      for (int i = 2; i < starts.size(); i++) {
        assertThat(starts.get(i) - starts.get(i - 2)).isGreaterThanOrEqualTo(1_000);
      }
    }
  }

  @Nested
  class ARejection {
    private final Limit strict = limit.maxWaiting(0);

    private Throwable whileBusy(Task<String, ?> work) throws Exception {
      var outcome =
          time.run(() ->
              all(
                  () -> strict.call(taking(1_000)),
                  at(1, () -> outcome(() -> work.run())),
                  (_, ended) -> ended));
      return outcome instanceof Outcome.Failure<String>(Throwable cause) ? cause : null;
    }

    @Test
    void isNotRetried() throws Exception {
      assertThat(whileBusy(() -> Policy.of(three, strict).call(taking(1))))
          .isInstanceOf(Rejected.class)
          .hasNoSuppressedExceptions();
      assertThat(calls).hasValue(1);
    }

    @Test
    void isRetriedWhereItIsNamed() throws Exception {
      Policy patient =
          Policy.of(
              Retry.attempts(20).backoff(Backoff.fixed(ofMillis(100))).on(Rejected.class), strict);

      assertThat(whileBusy(() -> patient.call(taking(1)))).isNull();
      assertThat(calls).hasValue(2);
    }

    @Test
    void isNoAnswerOfTheBackendForABreaker() throws Exception {
      var breaker = CircuitBreaker.of("b", BreakerRule.lastCalls(2));
      Policy policy = Policy.of(breaker, strict);

      for (int i = 0; i < 5; i++) {
        assertThat(whileBusy(() -> policy.call(taking(1)))).isInstanceOf(Rejected.class);
      }

      assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
      assertThat(breaker.snapshot().calls()).isZero();
    }

    @Test
    void isAnsweredByAFallback() throws Exception {
      Fallback<String, RuntimeException> either =
          Fallback.of(() -> strict.call(taking(1)), () -> "fallback");

      var answer =
          time.run(() -> all(() -> strict.call(taking(100)), at(1, either), (_, ended) -> ended));

      assertThat(answer).isEqualTo("fallback");
    }

    @Test
    void ofTheSameLimitTwiceIsAMisuseAtOnce() {
      assertThatThrownBy(() -> time.run(() -> Policy.of(limit, three, limit).call(taking(1))))
          .isInstanceOf(Misuse.class);
      assertThat(calls).hasValue(0);
    }
  }
}
