package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An interrupt at every wait point of calls under policies: it ends them and leaves nothing. */
@ExtendWith(LeakGuard.class)
class PolicyInterruptTest {
  private final Task<String, IOException> down =
      () -> {
        sleep(ofMillis(10));
        throw new IOException("down");
      };

  private static <T> void isThrown(List<InterruptAtEveryStep.Step<T>> steps) {
    assertThat(steps)
        .isNotEmpty()
        .allSatisfy(step -> {
          assertThat(step.failure()).isInstanceOf(InterruptedException.class);
          assertThat(step.flagSet()).as("the flag is taken").isFalse();
        });
  }

  @Test
  void ofAFallbackAsksNoFurtherSource() {
    var asked = new AtomicInteger();
    Fallback<String, Exception> three =
        Fallback.of(
            down,
            down,
            () -> {
              asked.incrementAndGet();
              return "the last";
            });

    var steps = InterruptAtEveryStep.ofCaller(three);

    isThrown(steps);
    assertThat(steps).hasSize(2);
    assertThat(asked).as("only where nobody interrupted").hasValue(1);
  }

  @Test
  void ofARateLimitLeavesItsQueue() {
    // One for each run: what one has started is not forgotten by the next.
    isThrown(InterruptAtEveryStep.ofCaller(() -> inTurn(RateLimit.strict(1, ofSeconds(1)))));
  }

  private static List<String> inTurn(RateLimit limit) throws InterruptedException {
    Task<String, RuntimeException> task = () -> limit.call(() -> "a");
    try {
      return all(Collections.nCopies(3, task));
    } finally {
      assertThat(limit.waiting()).isZero();
    }
  }

  @Test
  void ofAKeyedRateLimitLeavesTheQueueOfTheKey() {
    isThrown(InterruptAtEveryStep.ofCaller(PolicyInterruptTest::inTurnOfAKey));
    isThrown(InterruptAtEveryStep.ofWaiter(PolicyInterruptTest::inTurnOfAKey));
  }

  private static List<String> inTurnOfAKey() throws InterruptedException {
    var ofAda = RateLimit.smooth(1, ofSeconds(1));
    var keyed = KeyedRateLimit.<String>of(1, () -> ofAda);
    Task<String, RuntimeException> task = () -> keyed.call("ada", () -> "a");
    try {
      return all(Collections.nCopies(3, task));
    } finally {
      assertThat(ofAda.waiting()).isZero();
    }
  }

  @Test
  void ofTheRecommendedOrderGivesEverythingBack() {
    var steps = InterruptAtEveryStep.ofCaller(this::underPolicies);

    assertThat(steps)
        .hasSizeGreaterThan(4)
        .allSatisfy(step -> {
          boolean decidedBefore = step.failure() instanceof IOException;
          assertThat(step.failure())
              .isInstanceOf(decidedBefore ? IOException.class : InterruptedException.class);
          assertThat(step.flagSet()).isEqualTo(decidedBefore);
        });
  }

  private List<String> underPolicies() throws IOException, InterruptedException {
    Limit permits = atMost(1);
    var rule = BreakerRule.lastCalls(1).openFor(Duration.ZERO).probes(9, ofSeconds(9));
    var breaker = CircuitBreaker.of("backend", rule);
    breaker.open(); // so that each call is a probe
    var retry = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(5)));
    Policy policy =
        Policy.of(Within.of(ofSeconds(3)), retry, breaker, permits, Within.of(ofSeconds(1)));
    Task<String, IOException> call = () -> policy.call(down);
    try {
      return all(List.of(call, call));
    } finally {
      assertThat(permits.inUse() + permits.waiting()).isZero();
    }
  }
}
