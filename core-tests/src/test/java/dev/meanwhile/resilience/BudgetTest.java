package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.outcome;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Task;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class BudgetTest {
  private final VirtualTime time = VirtualTime.create();
  private final AtomicInteger calls = new AtomicInteger();

  private final Task<String, IOException> down =
      () -> {
        calls.incrementAndGet();
        throw new IOException("down");
      };

  @Test
  void retriesAreNoMoreThanTheShareOfTheCallsAndTheReserve() throws Exception {
    Retry retry =
        Retry.attempts(4).backoff(Backoff.fixed(ofMillis(1))).budget(Budget.percent(20, 10));
    time.run(() -> {
      for (int i = 0; i < 100; i++) {
        assertThat(catchThrowable(() -> retry.call(down))).hasMessage("down");
      }
      return null;
    });
    assertThat(calls.get()).isBetween(100 + 20, 100 + 20 + 10);
  }

  @Test
  void anEmptyOneEndsTheCallWithTheRealErrorAndSaysSo() throws Exception {
    Budget budget = Budget.percent(0, 1);
    Retry retry = Retry.attempts(4).backoff(Backoff.fixed(ofMillis(1))).budget(budget);
    var thrown = catchThrowable(() -> time.run(() -> retry.call(down)));
    assertThat(thrown).hasMessage("down");
    assertThat(thrown.getSuppressed()[1]).hasMessageEndingWith("the budget of retries is used up");
    assertThat(budget.available()).isZero();
    assertThat(calls).hasValue(2);
  }

  @Test
  void sharedByLayersItKeepsThemFromMultiplying() {
    Budget budget = Budget.percent(10, 3);
    Retry layer = Retry.attempts(5).backoff(Backoff.fixed(ZERO)).budget(budget);
    assertThatThrownBy(() -> time.run(() -> layer.call(() -> layer.call(() -> layer.call(down)))))
        .hasMessage("down");
    assertThat(calls).hasValue(4);
  }

  @Test
  void sharedByTasksAtOnceItAllowsNoRetryMore() throws Exception {
    Budget budget = Budget.percent(0, 7);
    Retry retry = Retry.attempts(100).backoff(Backoff.fixed(ZERO)).budget(budget);
    Task<Boolean, RuntimeException> caller = () -> outcome(() -> retry.call(down)).isSuccess();
    assertThat(time.run(() -> all(Collections.nCopies(20, caller)))).containsOnly(false);
    assertThat(calls).hasValue(20 + 7);
  }

  @Test
  void anInterruptedDelayGivesItsRetryBack() {
    Budget budget = Budget.percent(0, 5);
    Retry retry = Retry.attempts(2).backoff(Backoff.fixed(ofMillis(10))).budget(budget);
    assertThat(InterruptAtEveryStep.ofCaller(() -> retry.call(down))).hasSize(1);
    assertThat(budget.available()).isEqualTo(4);
  }

  @Test
  void badSharesAndReservesAreRefused() {
    assertThatThrownBy(() -> Budget.percent(101))
        .hasMessage("a budget of 101 percent of the calls; allowed: 0 to 100");
    assertThatThrownBy(() -> Budget.percent(20, 0))
        .hasMessage("a reserve of 0 retries; allowed: 1 to 2147483647");
  }
}
