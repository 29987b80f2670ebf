package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Outcome;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ConditionTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);

  /** A step on the path of the user, and one that needs a gift only from those over 10. */
  private final Plan<Integer, String> plan =
      Plan.define(
          "plan",
          (p, in) -> {
            var user = p.step("user", in, i -> moments.of("user", 10, i));
            var cart = p.step("cart", in, i -> moments.of("cart", 30));
            var gift =
                p.when(user, u -> u > 10, s -> s.step("gift", user, u -> moments.of("gift", 50)));
            return p.step("order", cart, gift, (c, g) -> moments.of("order", 10, c + g));
          });

  @Test
  void aStepRunsIfItsConditionHolds() throws Exception {
    assertThat(time.run(() -> plan.run(11))).isEqualTo("cartOptional[gift]");
    assertThat(moments.began())
        .isEqualTo(Map.of("user", 0L, "cart", 0L, "gift", 10L, "order", 60L));
  }

  @Test
  void aStepThatIsSkippedIsNoTaskAndHoldsUpNobody() throws Exception {
    var seen = new Seen();

    assertThat(time.run(() -> seen.watch(() -> plan.run(3)))).isEqualTo("cartOptional.empty");

    assertThat(moments.began()).isEqualTo(Map.of("user", 0L, "cart", 0L, "order", 30L));
    assertThat(seen.paths())
        .containsExactlyInAnyOrder("test/plan/user", "test/plan/cart", "test/plan/order");
    assertThat(seen.reads()).containsExactly("test/plan/order <- test/plan/cart");
  }

  @Test
  void aStepWaitsForWhatItsConditionAsks() throws Exception {
    Plan<Integer, Optional<String>> other =
        Plan.define(
            "plan",
            (p, in) -> {
              var user = p.step("user", in, i -> moments.of("user", 10, i));
              return p.when(user, u -> u > 0, s -> s.step("gift", () -> moments.of("gift", 5)));
            });

    assertThat(time.run(() -> other.run(1))).contains("gift");
    assertThat(moments.began()).isEqualTo(Map.of("user", 0L, "gift", 10L));
  }

  @Test
  void aConditionMayAskForTheInputOfThePlan() throws Exception {
    Plan<Integer, Optional<String>> other =
        Plan.define(
            "plan",
            (p, in) -> p.when(in, i -> i > 0, s -> s.step("a", in, i -> moments.of("a", 5))));

    assertThat(other.run(0)).isEmpty();
    assertThat(other.run(1)).contains("a");
  }

  @Test
  void aStepThatIsSkippedTakesNoPermit() throws Exception {
    Limit paused = atMost(1);
    paused.pause();
    Plan<Integer, Optional<String>> other =
        Plan.define(
            "plan",
            (p, in) -> p.limit(paused).when(in, i -> i > 0, s -> s.step("a", in, i -> "never")));

    assertThat(other.run(0)).isEmpty();
  }

  @Test
  void manyStepsInARowMayBeSkipped() throws Exception {
    Plan<Integer, String> chain =
        Plan.define(
            "plan",
            (p, in) -> {
              var last = p.step("first", in, i -> Optional.<Integer>empty());
              for (int i = 0; i < 2_000; i++) {
                String name = "step" + i;
                var before = last;
                last = p.when(before, Optional::isPresent, s -> s.step(name, before, b -> b.get()));
              }
              return p.step("end", last, Optional::toString);
            });

    assertThat(chain.run(1)).isEqualTo("Optional.empty");
  }

  @Test
  void aNullResultIsEmptyToo() throws Exception {
    Plan<Integer, Optional<String>> other =
        Plan.define("plan", (p, in) -> p.when(in, i -> true, s -> s.step("a", in, i -> null)));

    assertThat(other.run(1)).isEmpty();
  }

  @Test
  void whatTheConditionThrowsIsAFailureOfTheStep() {
    Plan<Integer, Optional<String>> other =
        Plan.define(
            "plan",
            (p, in) -> {
              var a = p.step("a", in, i -> i);
              return p.when(a, i -> 1 / i > 0, s -> s.step("b", in, i -> moments.of("b", 0)));
            });

    assertThatThrownBy(() -> other.run(0))
        .isInstanceOf(ArithmeticException.class)
        .satisfies(thrown ->
            assertThat(Arrays.stream(thrown.getSuppressed()).filter(TaskTrace.class::isInstance))
                .singleElement()
                .satisfies(trace -> assertThat(trace).hasMessageStartingWith("task \"plan/b\"")));
    assertThat(moments.began()).isEmpty();
  }

  @Test
  void whatTheConditionThrowsIsAnAnswerWhereTheFailureIsOne() throws Exception {
    Plan<Integer, List<Object>> other =
        Plan.define(
            "plan",
            (p, in) -> {
              var inside =
                  p.when(in, i -> 1 / i > 0, s -> s.outcome(t -> t.step("b", in, i -> "b")));
              var outside =
                  p.outcome(s -> s.when(in, i -> 1 / i > 0, t -> t.step("c", in, i -> "c")));
              return p.step("all", List.of(inside, outside), List::copyOf);
            });
    var seen = new Seen();

    assertThat(seen.watch(() -> other.run(0)))
        .satisfiesExactly(
            inside ->
                assertThat((Optional<?>) inside)
                    .hasValueSatisfying(o -> assertThat(((Outcome<?>) o).isSuccess()).isFalse()),
            outside -> assertThat(((Outcome<?>) outside).isSuccess()).isFalse());

    assertThat(other.run(1))
        .containsExactly(
            Optional.of(new Outcome.Success<>("b")), new Outcome.Success<>(Optional.of("c")));
    assertThat(other.run(2))
        .containsExactly(Optional.empty(), new Outcome.Success<>(Optional.empty()));
    assertThat(seen.story("run/plan/b")).containsExactly("created", "FAILED");
  }

  @Test
  void aFailureThatIsAnAnswerIsToldAsAFailure() throws Exception {
    Plan<Integer, List<Object>> other =
        Plan.define(
            "plan",
            (p, in) -> {
              var a = p.when(in, i -> true, s -> s.outcome(t -> t.step("a", in, i -> 1 / i)));
              var b = p.outcome(s -> s.when(in, i -> true, t -> t.step("b", in, i -> 1 / i)));
              return p.step("all", List.of(a, b), List::copyOf);
            });
    var seen = new Seen();

    assertThat(seen.watch(() -> other.run(0)))
        .extracting(Object::toString)
        .satisfiesExactly(
            a -> assertThat(a).startsWith("Optional[Failure[cause=java.lang.Arithmetic"),
            b -> assertThat(b).startsWith("Failure[cause=java.lang.ArithmeticException"));

    assertThat(seen.story("run/plan/a")).endsWith("FAILED");
    assertThat(seen.story("run/plan/b")).endsWith("FAILED");
  }

  @Test
  void aConditionIsAskedOnceForEachRun() throws Exception {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    Plan<Integer, Optional<String>> other =
        Plan.define(
            "plan",
            (p, in) ->
                p.when(in, i -> asked.incrementAndGet() > 0, s -> s.step("a", in, i -> "a")));

    other.run(1);
    other.run(1);

    assertThat(asked).hasValue(2);
    assertThat(time.elapsed()).isEqualTo(ofMillis(0));
  }
}
