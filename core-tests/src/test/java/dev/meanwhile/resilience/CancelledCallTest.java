package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.unless;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.CancelSignal;
import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that a signal cancels never counts against a breaker, a retry or a budget. */
@ExtendWith(LeakGuard.class)
class CancelledCallTest {
  private final VirtualTime time = VirtualTime.create();
  private final Cancellation stop = Cancellation.create();
  private final AtomicInteger calls = new AtomicInteger();

  /** Ends in one of the ways in which cancelled code ends. */
  private Task<String, Exception> cancelledAnd(Task<String, Exception> end) {
    return () -> {
      calls.incrementAndGet();
      stop.cancel("enough");
      return end.run();
    };
  }

  private List<Task<String, Exception>> ends() {
    return List.of(
        () -> "a late answer",
        () -> {
          throw new IOException("closed by interrupt");
        },
        () -> {
          Meanwhile.sleep(ofSeconds(1));
          return "slept";
        },
        () -> all(() -> stuck(), () -> stuck(), String::concat));
  }

  private static String stuck() throws InterruptedException {
    Meanwhile.sleep(ofSeconds(1));
    return "stuck";
  }

  @Nested
  class ForABreaker {
    private final CircuitBreaker breaker =
        CircuitBreaker.of("backend", BreakerRule.lastCalls(1).failureRate(1));

    @Test
    void insideOfTheSignalItCountsNeitherWay() {
      for (Task<String, Exception> end : ends()) {
        Cancellation own = Cancellation.create();
        assertThatThrownBy(() ->
                time.run(() ->
                    unless(
                        own.signal(),
                        () ->
                            breaker.call(() -> {
                              own.cancel("enough");
                              return end.run();
                            }))))
            .isInstanceOf(Cancelled.class);
      }
      assertThat(breaker.snapshot().calls()).isZero();
      assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aroundTheSignalItCountsNeitherWay() {
      for (Task<String, Exception> end : ends()) {
        assertThatThrownBy(
                () -> time.run(() -> breaker.call(() -> unless(stop.signal(), cancelledAnd(end)))))
            .isInstanceOf(Cancelled.class);
      }
      assertThat(breaker.snapshot().calls()).isZero();
    }

    @Test
    void aFailureCountsAsEver() {
      assertThatThrownBy(() ->
              breaker.call(() ->
                  unless(
                      stop.signal(),
                      () -> {
                        throw new IOException("down");
                      })))
          .isInstanceOf(IOException.class);
      assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }
  }

  @Nested
  class ForARetry {
    private final Budget budget = Budget.percent(10, 5);
    private final Retry retry = Retry.attempts(5).backoff(Backoff.fixed(ofMillis(10)));

    @Test
    void insideOfTheSignalItIsNotRepeated() {
      for (Task<String, Exception> end : ends()) {
        calls.set(0);
        Cancellation own = Cancellation.create();
        assertThatThrownBy(() ->
                time.run(() ->
                    unless(
                        own.signal(),
                        () ->
                            retry.call(() -> {
                              calls.incrementAndGet();
                              own.cancel("enough");
                              return end.run();
                            }))))
            .isInstanceOf(Cancelled.class);
        assertThat(calls).hasValue(1);
      }
    }

    @Test
    void aroundTheSignalItIsNotRepeated() {
      assertThatThrownBy(() ->
              time.run(() -> retry.call(() -> unless(stop.signal(), cancelledAnd(() -> "late")))))
          .isInstanceOf(Cancelled.class);
      assertThat(calls).hasValue(1);
      assertThat(time.elapsed()).isEqualTo(ZERO);
    }

    @Test
    void itEndsTheDelayBetweenAttempts() {
      assertThatThrownBy(() ->
              time.run(() ->
                  unless(
                      CancelSignal.after(ofMillis(25)),
                      () ->
                          retry.call(() -> {
                            calls.incrementAndGet();
                            throw new IOException("down");
                          }))))
          .isInstanceOf(Cancelled.class);
      assertThat(calls).hasValue(3);
      assertThat(time.elapsed()).isEqualTo(ofMillis(25));
    }

    @Test
    void itTakesNothingFromTheBudget() {
      int before = budget.available();

      assertThatThrownBy(() ->
              time.run(() ->
                  retry
                      .budget(budget)
                      .call(() -> unless(stop.signal(), cancelledAnd(() -> "late")))))
          .isInstanceOf(Cancelled.class);

      assertThat(budget.available()).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void aFallbackDoesNotAnswerForIt() {
    var fallback =
        Fallback.of(() -> unless(stop.signal(), cancelledAnd(() -> "late")), () -> "fallback");

    assertThatThrownBy(() -> time.run(fallback)).isInstanceOf(Cancelled.class);
  }
}
