package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.Outcome;
import dev.meanwhile.Rejected;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StepTermsTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);
  private final AtomicInteger calls = new AtomicInteger();
  private final Retry three = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

  private String failing(int times) throws IOException {
    if (calls.incrementAndGet() <= times) {
      throw new IOException("call " + calls);
    }
    return "call " + calls;
  }

  @Nested
  class APolicy {
    @Test
    void isAroundItsStepAlone() throws Exception {
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                var a = p.policy(three).step("a", in, i -> failing(2));
                var b = p.step("b", in, i -> moments.of("b", 10));
                return p.step("both", a, b, (x, y) -> moments.of("both", 0, x + y));
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo("call 3b");
      assertThat(moments.began()).isEqualTo(Map.of("b", 0L, "both", 200L));
    }

    @Test
    void isInsideOfAnOutcome() throws Exception {
      Plan<Integer, Outcome<String>> plan =
          Plan.define(
              "plan", (p, in) -> p.policy(three).outcome(s -> s.step("a", in, i -> failing(9))));

      assertThat(time.run(() -> plan.run(1)))
          .isInstanceOfSatisfying(
              Outcome.Failure.class, down -> assertThat(down.cause()).hasMessage("call 3"));
    }

    @Test
    void isOutsideOfTheNextOne() {
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) ->
                  p.policy(Within.of(ofMillis(150))).policy(three).step("a", in, i -> failing(9)));

      assertThatThrownBy(() -> time.run(() -> plan.run(1))).hasMessage("call 2");
      assertThat(plan.steps().getFirst().notes())
          .containsExactly("within 150 ms > 3 attempts, delays 100 ms");
    }

    @Test
    void mayTakeAPermitForEachAttempt() throws Exception {
      Limit one = atMost(1);
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                var a = p.policy(Policy.of(three, one)).step("a", in, i -> failing(1));
                var b = p.limit(one).step("b", a, i -> i + "b");
                return b;
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo("call 2b");
    }
  }

  @Nested
  class ALimit {
    @Test
    void isSharedByTheStepsThatAskIt() throws Exception {
      Limit two = atMost(2);
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var limited = p.limit(two);
                var a = limited.step("a", in, i -> moments.of("a", 10));
                var b = limited.step("b", in, i -> moments.of("b", 30));
                var c = limited.step("c", in, i -> moments.of("c", 10));
                var d = limited.step("d", in, i -> moments.of("d", 10));
                return p.step("count", List.of(a, b, c, d), List::size);
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo(4);
      assertThat(moments.began()).isEqualTo(Map.of("a", 0L, "b", 0L, "c", 10L, "d", 20L));
    }

    @Test
    void isTakenBeforeThereIsAThread() throws Exception {
      Limit one = atMost(1);
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.limit(one).step("a", in, i -> moments.of("a", 10));
                var b = p.limit(one).step("b", in, i -> moments.of("b", 10));
                return p.step("both", a, b, String::concat);
              });
      var seen = new Seen();

      time.run(() -> seen.watch(() -> plan.run(1)));

      assertThat(seen.of(TaskStarted.class)).hasSize(3);
      assertThat(seen.created("test/plan/b").at()).isZero();
      assertThat(startOf("test/plan/b", seen)).isEqualTo(10_000_000);
    }

    private static long startOf(String path, Seen seen) {
      long task = seen.created(path).task();
      return seen.of(TaskStarted.class).stream()
          .filter(event -> event.task() == task)
          .findFirst()
          .orElseThrow()
          .at();
    }

    @Test
    void isGivenBackBeforeTheNextStepRuns() throws Exception {
      Limit one = atMost(1);
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.limit(one).step("a", in, i -> one.inUse());
                var b = p.step("b", a, i -> slowly(one::inUse));
                var c = p.limit(one).step("c", b, i -> i + one.inUse());
                return p.limit(one).step("d", c, i -> i + one.inUse());
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo(2);
      assertThat(one.inUse()).isZero();
    }

    private int slowly(java.util.function.IntSupplier value) throws InterruptedException {
      sleep(ofMillis(1));
      return value.getAsInt();
    }

    @Test
    void mayBeAClaimOfSeveral() throws Exception {
      Limit cpu = atMost(2);
      Limit disk = atMost(1);
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) ->
                  p.limit(cpu.claim(2))
                      .limit(disk)
                      .step("a", in, i -> 10 * cpu.inUse() + disk.inUse()));

      assertThat(plan.run(1)).isEqualTo(21);
    }

    @Test
    void thatRejectsFailsThePlan() {
      Limit full = atMost(1).maxWaiting(0);
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.limit(full).step("a", in, i -> moments.of("a", 10));
                var b = p.limit(full).step("b", in, i -> moments.of("b", 10));
                return p.step("both", a, b, String::concat);
              });

      assertThatThrownBy(() -> time.run(() -> plan.run(1))).isInstanceOf(Rejected.class);
      assertThat(full.inUse()).isZero();
    }

    @Test
    void thatRejectsAStepIsAnAnswerWhereItsFailureIsOne() throws Exception {
      Limit full = atMost(1).maxWaiting(0);
      Plan<Integer, List<Object>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.limit(full).step("a", in, i -> moments.of("a", 10));
                var b = p.outcome(s -> s.limit(full).step("b", in, i -> moments.of("b", 10)));
                var c = p.step("c", b, o -> moments.of("c", 10, o.isSuccess()));
                var d = p.step("d", b, o -> moments.of("d", 10));
                return p.step("all", List.of(a, c, d), List::copyOf);
              });
      var seen = new Seen();

      assertThat(time.run(() -> seen.watch(() -> plan.run(1)))).containsExactly("a", false, "d");

      assertThat(moments.began()).isEqualTo(Map.of("a", 0L, "c", 0L, "d", 0L));
      assertThat(seen.story("test/plan/b")).containsExactly("created", "FAILED");
    }

    @Test
    void thatIsWaitedForTooLongIsAnAnswerToo() throws Exception {
      Limit impatient = atMost(1).maxWait(ofMillis(5));
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.limit(impatient).step("a", in, i -> moments.of("a", 10));
                var b = p.outcome(s -> s.limit(impatient).step("b", in, i -> moments.of("b", 10)));
                var c = p.step("c", b, o -> moments.of("c", 10, o.orElse("no b")));
                return p.step("all", a, c, String::concat);
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo("ano b");
      assertThat(moments.began()).isEqualTo(Map.of("a", 0L, "c", 5L));
    }

    @Test
    void isLeftByStepsThatAreCancelledWhileTheyWait() {
      Limit one = atMost(1);
      var failure = new IOException("down");
      CheckedPlan<Integer, String, IOException> plan =
          Plan.checked(
              "plan",
              (p, in) -> {
                for (int number = 0; number < 100; number++) {
                  p.limit(one).step("b" + number, in, i -> moments.of("b", 1_000));
                }
                return p.step("fails", in, i -> failAfter(10, failure));
              });
      var seen = new Seen();

      assertThatThrownBy(() -> time.run(() -> seen.watch(() -> plan.run(1)))).isSameAs(failure);

      assertThat(one.waiting()).isZero();
      assertThat(one.inUse()).isZero();
      assertThat(seen.of(TaskStarted.class)).as("the one with the permit").hasSize(2);
      assertThat(seen.story("test/plan/b99")).startsWith("created").endsWith("CANCELLED");
    }

    private static String failAfter(int millis, IOException failure)
        throws IOException, InterruptedException {
      sleep(ofMillis(millis));
      throw failure;
    }

    @Test
    void thatTheCallerHoldsIsRefusedBeforeAnyStepStarts() {
      Limit one = atMost(1).named("database");
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> moments.of("a", 10));
                return p.limit(one).step("b", a, i -> moments.of("b", 10));
              });

      assertThatThrownBy(() -> time.run(() -> one.call(() -> plan.run(1))))
          .isInstanceOf(Misuse.class)
          .hasMessageContaining("limit \"database\"");
      assertThat(moments.began()).isEmpty();
    }

    @Test
    void boundsAllRunsOfThePlanTogether() throws Exception {
      Plan<Integer, String> plan =
          Plan.define("plan", (p, in) -> p.limit(atMost(1)).step("a", in, i -> slow()));

      time.run(() -> all(List.of(() -> plan.run(1), () -> plan.run(2), () -> plan.run(3))));

      assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
    }

    private static String slow() throws InterruptedException {
      sleep(ofSeconds(1));
      return "";
    }
  }
}
