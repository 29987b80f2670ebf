package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The budget of a hedge. */
@ExtendWith(LeakGuard.class)
class HedgeBudgetTest {
  private final VirtualTime time = VirtualTime.create();
  private final Hedge slow = Hedge.after(ofMillis(10));

  private void call(Hedge policy, int times) throws Exception {
    Repeatable<String, RuntimeException> task =
        repeatable(() -> {
          sleep(ofMillis(100));
          return "a";
        });
    time.run(() -> {
      for (int i = 0; i < times; i++) {
        policy.call(task);
      }
      return null;
    });
  }

  @Test
  void isATenthOfTheCallsAndTenMoreUnlessAnotherIsGiven() throws Exception {
    for (int n : new int[] {1, 10, 50, 1000}) {
      Hedge fresh = slow.hedges(1);
      call(fresh, n);
      assertThat(fresh.snapshot().hedges()).isEqualTo(Math.min(n, (n - 1) / 10 + 10));
    }
  }

  @Test
  void holdsForManyHedgesOfOneCall() throws Exception {
    Hedge generous = slow.hedges(5).budget(Budget.percent(20, 3));
    call(generous, 200);
    assertThat(generous.snapshot().hedges()).isBetween(40L, 43L);
    assertThat(generous.snapshot().withheld()).isPositive();
    assertThat(generous.snapshot().budgetLeft()).isZero();
  }

  @Test
  void thatIsUsedUpEndsNoAttemptThatRuns() throws Exception {
    Hedge last = slow.budget(Budget.percent(0, 1));
    var server = new SlowServer(time).answers(100, "a").answers(20, "b");
    var other = new SlowServer(time).answers(100, "c");
    Task<String, Exception> later =
        () -> {
          sleep(ofMillis(5));
          return last.call(other.task());
        };
    assertThat(time.run(() -> all(List.of(() -> last.call(server.task()), later))))
        .containsExactly("b", "c");
    assertThat(last.snapshot().withheld()).isEqualTo(1);
  }

  @Test
  void getsBackWhatWasPaidForAnAttemptThatNeverBegan() throws Exception {
    Hedge even = slow.budget(Budget.percent(0, 10_000));
    time.run(() -> {
      for (int i = 0; i < 300; i++) {
        even.call(
            repeatable(() -> {
              sleep(ofMillis(10));
              return "a";
            }));
      }
      return null;
    });
    assertThat(even.snapshot().budgetLeft()).isEqualTo(10_000 - even.snapshot().hedges());
  }

  @Test
  void isSharedByCallersAtOnceLikeWhatWasMeasured() throws Exception {
    Hedge shared = Hedge.after(ofMillis(10)).budget(Budget.percent(0, 7));
    Task<String, RuntimeException> caller =
        () ->
            shared.call(
                repeatable(() -> {
                  sleep(ofMillis(30));
                  return "a";
                }));
    time.run(() -> all(Collections.nCopies(20, caller)));
    assertThat(shared.snapshot()).isEqualTo(new Hedge.Snapshot(ofMillis(10), 20, 20, 7, 0, 13, 0));
  }
}
