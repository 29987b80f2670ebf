package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.discarding;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A condition of the user that throws: the call ends with that, and loses nothing. */
@ExtendWith(LeakGuard.class)
class BrokenConditionTest {
  private final VirtualTime time = VirtualTime.create();
  private final IllegalStateException broken = new IllegalStateException("the condition");
  private final IOException first = new IOException("first");
  private final IOException second = new IOException("second");
  private final Retry three = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(1)));

  private boolean isFirst(Object asked) {
    if (asked != first) {
      throw broken;
    }
    return true;
  }

  @Nested
  class OfARetry {
    @Test
    void isThrownWithTheFailuresOnIt() {
      Calls calls = Calls.ending(time::elapsed, first, second);

      var thrown =
          catchThrowable(() -> time.run(() -> three.onFailure(e -> isFirst(e)).call(calls)));

      assertThat(thrown).isSameAs(broken);
      assertThat(thrown.getSuppressed()).containsExactly(first, second);
    }

    @Test
    void alsoWhereItComputesTheDelay() {
      Retry computed = three.backoff(Backoff.computed(_ -> null));

      var thrown =
          catchThrowable(() -> time.run(() -> computed.call(Calls.ending(time::elapsed, first))));

      assertThat(thrown).isInstanceOf(NullPointerException.class).hasMessage("the delay");
      assertThat(thrown.getSuppressed()).containsExactly(first);
    }

    @Test
    void leavesTheValueToItsHook() {
      var discarded = new ArrayList<String>();
      Task<String, RuntimeException> opening = discarding(() -> "opened", discarded::add);

      var thrown =
          catchThrowable(() -> time.run(() -> three.onResult(v -> isFirst(v)).call(opening)));

      assertThat(thrown).isSameAs(broken);
      assertThat(discarded).containsExactly("opened");
    }
  }

  @Test
  void ofABreakerCountsNothingAndLeavesTheValueToItsHook() {
    var discarded = new ArrayList<String>();
    Task<String, RuntimeException> opening = discarding(() -> "opened", discarded::add);
    var breaker =
        CircuitBreaker.of(
            "api", BreakerRule.lastCalls(1).failingResult(String.class, this::isFirst));

    var thrown = catchThrowable(() -> time.run(() -> breaker.call(opening)));

    assertThat(thrown).isSameAs(broken);
    assertThat(discarded).containsExactly("opened");
    assertThat(breaker.snapshot().calls()).isZero();
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void ofAFallbackIsThrownWithTheFailuresOnIt() {
    Fallback<String, IOException> fallback =
        Fallback.of(
                () -> {
                  throw first;
                },
                () -> {
                  throw second;
                },
                () -> "the last")
            .onFailure(e -> isFirst(e));

    var thrown = catchThrowable(() -> time.run(fallback));

    assertThat(thrown).isSameAs(broken);
    assertThat(thrown.getSuppressed()).containsExactly(first, second);
  }
}
