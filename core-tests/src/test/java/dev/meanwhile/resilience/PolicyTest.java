package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.CircuitOpen;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class PolicyTest {
  private final VirtualTime time = VirtualTime.create();
  private final AtomicInteger calls = new AtomicInteger();
  private final Retry three = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

  private final Task<String, IOException> down =
      () -> {
        calls.incrementAndGet();
        throw new IOException("down");
      };

  private final Task<String, IOException> slow =
      () -> {
        calls.incrementAndGet();
        try {
          sleep(ofMillis(900));
        } catch (DeadlineExceeded tooShort) {
          throw tooShort;
        }
        return "a";
      };

  @Test
  void theFirstIsAroundAllOthers() {
    Policy each = Policy.of(three, RateLimit.strict(1, ofSeconds(1)));
    assertThatThrownBy(() -> time.run(() -> each.call(down))).hasMessage("down");
    assertThat(calls).hasValue(3);
    assertThat(time.elapsed()).isEqualTo(ofSeconds(2));
  }

  @Test
  void aLimitInsideTheRetryIsForEachAttemptAndOneOutsideForAll() throws Exception {
    Policy inside = Policy.of(three, Within.of(ofSeconds(1)));
    assertThat(time.run(() -> inside.call(slow))).isEqualTo("a");
    calls.set(0);
    Policy tooShort = Policy.of(three, Within.of(ofMillis(500)));
    assertThatThrownBy(() -> time.run(() -> tooShort.call(slow)))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(calls).hasValue(3);
    calls.set(0);
    Policy outside = Policy.of(Within.of(ofMillis(150)), three);
    assertThatThrownBy(() -> time.run(() -> outside.call(down))).isInstanceOf(IOException.class);
    assertThat(calls).hasValue(2);
  }

  @Test
  void aBreakerInsideTheRetrySeesEachAttemptAndEndsItWhenItOpens() {
    var breaker = CircuitBreaker.of("b", BreakerRule.lastCalls(2));
    Policy both = Policy.of(three, breaker);
    assertThatThrownBy(() -> time.run(() -> both.call(down)))
        .isInstanceOf(CircuitOpen.class)
        .satisfies(open -> assertThat(open.getSuppressed()).hasSize(2));
    assertThat(calls).hasValue(2);
  }

  @Test
  void noneAtAllJustRunsTheTask() throws Exception {
    assertThat(Policy.of().<String, Exception>call(() -> "a")).isEqualTo("a");
  }

  @Test
  void itPrintsItsOrder() {
    assertThat(
            Policy.of(
                Within.of(ofSeconds(3)),
                three,
                CircuitBreaker.of("b", BreakerRule.lastCalls(9)),
                RateLimit.perSecond(50)))
        .hasToString("within 3 s > 3 attempts, delays 100 ms > circuit breaker \"b\" > 50 per 1 s");
  }

  @Test
  void noneOfThemIsMissing() {
    assertThatThrownBy(() -> Policy.of(three, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("outermostFirst");
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatThrownBy(() -> Within.of(ofSeconds(-1)))
        .hasMessage("the limit of within is -1 s; allowed: 0 s or more");
  }
}
