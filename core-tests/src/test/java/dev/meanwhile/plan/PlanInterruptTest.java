package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Outcome;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class PlanInterruptTest {
  private final AtomicInteger attempts = new AtomicInteger();

  /** All kinds of steps, each with waits. */
  private final Plan<Integer, String> plan =
      Plan.define(
          "plan",
          (p, in) -> {
            var limited = p.limit(atMost(1));
            var a = limited.step("a", in, i -> after(2, "a"));
            var b = limited.step("b", in, i -> after(3, "b"));
            var gift = p.when(in, i -> i > 0, s -> s.step("gift", in, i -> after(4, "gift")));
            var rates = p.outcome(s -> s.step("rates", a, i -> after(1, "rates")));
            var again =
                p.policy(Retry.attempts(9).backoff(Backoff.fixed(ofMillis(1))))
                    .step("again", b, i -> secondTime());
            var items = p.step("items", a, i -> List.of(1, 2, 3));
            var mapped = p.map("mapped", items, atMost(2), i -> after(i, "m"));
            var inner =
                p.plan("inner", again, Plan.define("x", (q, s) -> q.step("y", s, this::slowly)));
            return p.step("end", gift, rates, mapped, inner, this::end);
          });

  private static <T> T after(int millis, T value) throws InterruptedException {
    sleep(ofMillis(millis));
    return value;
  }

  private String secondTime() throws InterruptedException {
    if (attempts.incrementAndGet() % 2 == 1) {
      throw new IllegalStateException("the first time");
    }
    return after(1, "again");
  }

  private String slowly(String text) throws InterruptedException {
    return after(2, text);
  }

  private String end(Object gift, Outcome<String> rates, List<String> mapped, String inner)
      throws InterruptedException {
    return after(1, rates.orElse("?") + mapped + inner);
  }

  @Test
  void onEntryNothingStarts() {
    var started = new AtomicInteger();
    Plan<Integer, Integer> counting =
        Plan.define("plan", (p, in) -> p.step("a", in, i -> started.incrementAndGet()));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> counting.run(1)).isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).as("the flag is taken").isFalse();
    assertThat(started).hasValue(0);
  }

  @Test
  void ofTheCallerAtEveryStepEndsAllSteps() {
    var steps =
        InterruptAtEveryStep.ofCaller(() -> {
          attempts.set(0);
          return plan.run(1);
        });

    assertThat(steps).hasSizeGreaterThan(10);
    assertThat(steps)
        .allSatisfy(step -> {
          assertThat(step.failure()).isInstanceOf(InterruptedException.class);
          assertThat(step.flagSet()).as("the flag is taken").isFalse();
        });
  }

  @Test
  void ofAnyStepEndsThePlanAndIsNeitherRetriedNorAnAnswer() {
    var steps =
        InterruptAtEveryStep.ofWaiter(() -> {
          attempts.set(0);
          return plan.run(1);
        });

    assertThat(steps)
        .hasSizeGreaterThan(10)
        .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
  }

  @Test
  void thatAStepSwallowsStartsNothingMore() {
    var started = new AtomicInteger();
    var running = new CountDownLatch(1);
    CheckedPlan<Integer, Integer, IOException> swallowing =
        Plan.checked(
            "plan",
            (p, in) -> {
              p.step("fails", in, i -> failAfter(running));
              var deaf =
                  p.step(
                      "deaf",
                      in,
                      i -> {
                        running.countDown();
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException swallowed) {
                          // This is what the test needs it for.
                        }
                        return 1;
                      });
              var x = p.step("x", deaf, i -> started.incrementAndGet());
              var y = p.step("y", deaf, i -> started.incrementAndGet());
              return p.step("z", x, y, Integer::sum);
            });

    var seen = new Seen();

    assertThatThrownBy(() -> seen.watch(() -> swallowing.run(1))).isInstanceOf(IOException.class);

    assertThat(started).hasValue(0);
    assertThat(seen.paths()).containsExactlyInAnyOrder("run/plan/fails", "run/plan/deaf");
  }

  @Test
  void thatAStepLeavesBehindIsNotForTheNextOnItsThread() {
    var started = new AtomicInteger();
    Plan<Integer, Integer> leaving =
        Plan.define(
            "plan",
            (p, in) -> {
              var a =
                  p.step(
                      "a",
                      in,
                      i -> {
                        Thread.currentThread().interrupt();
                        return i;
                      });
              return p.step("b", a, i -> started.incrementAndGet());
            });

    assertThatThrownBy(() -> leaving.run(1)).isInstanceOf(InterruptedException.class);
    assertThat(started).hasValue(0);
  }

  @Test
  void thatAStepLeavesBehindIsNotForThoseThatDoNotReadIt() throws Exception {
    var heard = new AtomicInteger();
    Plan<Integer, Integer> leaving =
        Plan.define(
            "plan",
            (p, in) -> {
              for (int i = 0; i < 500; i++) {
                p.step("step" + i, in, _ -> leaveInterrupt(heard));
              }
              return p.step("result", in, i -> i);
            });

    assertThat(leaving.run(1)).isEqualTo(1);
    assertThat(heard).hasValue(0);
  }

  private static boolean leaveInterrupt(AtomicInteger heard) {
    if (Thread.currentThread().isInterrupted()) {
      heard.incrementAndGet();
    }
    Thread.currentThread().interrupt();
    return true;
  }

  private static int failAfter(CountDownLatch event) throws IOException, InterruptedException {
    event.await();
    throw new IOException("down");
  }
}
