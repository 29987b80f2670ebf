package dev.meanwhile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StepInputsTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);

  @Nested
  class Inputs {
    @Test
    void areNoneToFive() throws Exception {
      Plan<Integer, List<String>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var none = p.step("none", () -> "-");
                var one = p.step("one", in, i -> "" + i);
                var two = p.step("two", none, in, (a, b) -> a + b);
                var three = p.step("three", none, one, in, (a, b, c) -> a + b + c);
                var four = p.step("four", none, one, two, in, (a, b, c, d) -> a + b + c + d);
                var five =
                    p.step("five", none, one, two, three, in, (a, b, c, d, e) -> a + b + c + d + e);
                return p.step("list", List.of(none, one, two, three, four, five), list -> list);
              });

      assertThat(plan.run(7)).containsExactly("-", "7", "-7", "-77", "-7-77", "-7-7-777");
    }

    @Test
    void areGivenInTheirOrder() throws Exception {
      Plan<String, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> moments.of("a", 30));
                var b = p.step("b", in, i -> moments.of("b", 20));
                var c = p.step("c", in, i -> moments.of("c", 10));
                return p.step("all", List.of(c, a, b, a), all -> String.join("", all));
              });

      assertThat(time.run(() -> plan.run("go"))).isEqualTo("caba");
    }

    @Test
    void mayBeTheSameStepTwice() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var one = p.step("one", in, i -> i + 1);
                return p.step("twice", one, one, Integer::sum);
              });

      assertThat(plan.run(20)).isEqualTo(42);
    }

    @Test
    void mayBeAnEmptyList() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define("plan", (p, in) -> p.step("none", List.<Step<Integer>>of(), List::size));

      assertThat(plan.run(1)).isZero();
    }

    @Test
    void ofAListCannotBeChanged() throws Exception {
      Plan<Integer, Class<?>> plan =
          Plan.define(
              "plan",
              (p, in) ->
                  p.step(
                      "list",
                      List.of(in),
                      list -> {
                        try {
                          list.clear();
                          return null;
                        } catch (UnsupportedOperationException refused) {
                          return refused.getClass();
                        }
                      }));

      assertThat(plan.run(1)).isEqualTo(UnsupportedOperationException.class);
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void aPlanWithoutStepsGivesItsInput() throws Exception {
      Plan<String, String> plan = Plan.define("plan", (p, in) -> in);

      assertThat(plan.run("in")).isEqualTo("in");
      assertThat(plan.depth()).isZero();
    }

    @Test
    void nullIsAnInputAndAResultLikeAnyOther() throws Exception {
      Plan<String, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> (String) null);
                return p.step("b", a, in, (x, y) -> x == null ? y : "not null");
              });

      assertThat(plan.run(null)).isNull();
    }
  }
}
