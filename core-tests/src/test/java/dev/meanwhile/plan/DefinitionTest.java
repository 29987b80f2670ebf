package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.discarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.resilience.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan refuses when it is defined. */
class DefinitionTest {

  private static AbstractThrowableAssert<?, ?> refused(
      Definition<Integer, ?, RuntimeException> definition) {
    return assertThatThrownBy(() -> Plan.define("plan", definition));
  }

  @Nested
  class ANameIsRefused {
    @Test
    void thatIsTaken() {
      refused(
              (p, in) -> {
                p.step("a", in, i -> i);
                return p.step("a", in, i -> i);
              })
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "two steps of the plan \"plan\" have the name \"a\"; the first is defined at ")
          .hasMessageContaining("DefinitionTest.java:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void thatIsBlank(String name) {
      refused((p, in) -> p.step(name, in, i -> i))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the name \"" + name + "\" is blank; any other text is allowed");
      assertThatThrownBy(() -> Plan.define(name, (p, in) -> in))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thatContainsASlash() {
      refused((p, in) -> p.step("a/b", in, i -> i))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the name \"a/b\" of a step contains a slash, which separates plan and step;"
                  + " any other text is allowed");
      assertThatThrownBy(() -> Plan.define("a/b", (p, in) -> in))
          .hasMessageStartingWith("the name \"a/b\" of a plan");
    }
  }

  @Nested
  class AStepIsRefused {
    @Test
    void ofAnotherPlan() {
      var other = new AtomicReference<Step<Integer>>();
      Plan.<Integer, Integer>define(
          "other",
          (p, in) -> {
            var x = p.step("x", in, i -> i);
            other.set(x);
            return x;
          });

      refused((p, in) -> p.step("a", other.get(), i -> i))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the step \"a\" of the plan \"plan\" names the step \"x\" of the plan \"other\";"
                  + " allowed: steps of its own");
      refused((p, in) -> other.get())
          .hasMessageStartingWith("the definition of the plan \"plan\" names the step \"x\"");
      refused((p, in) -> p.when(other.get(), i -> true, s -> s.step("a", in, i -> i)))
          .hasMessageStartingWith("when of the plan \"plan\" names the step \"x\"");
    }

    @Test
    void afterTheDefinitionHasEnded() {
      var steps = new AtomicReference<Steps>();
      Plan.<Integer, Integer>define(
          "plan",
          (p, in) -> {
            steps.set(p);
            return in;
          });

      assertThatThrownBy(() -> steps.get().step("late", () -> 1))
          .isInstanceOf(Misuse.class)
          .hasMessageStartingWith(
              "the step \"late\" comes after the definition of the plan \"plan\" has ended, at ")
          .hasMessageContaining("DefinitionTest.java:");
    }

    @Test
    void asItWasInsideOfOutcomeOrWhen() {
      var inner = new AtomicReference<Step<Integer>>();
      refused(
              (p, in) -> {
                p.outcome(s -> kept(inner, s.step("a", in, i -> i)));
                return p.step("b", inner.get(), i -> i);
              })
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the step \"b\" names the step \"a\" as it was inside of outcome or when;"
                  + " allowed: what these return");
    }

    private static Step<Integer> kept(AtomicReference<Step<Integer>> kept, Step<Integer> step) {
      kept.set(step);
      return step;
    }
  }

  @Nested
  class OutcomeAndWhenRefuse {
    @Test
    void moreThanOneStep() {
      refused((p, in) ->
              p.outcome(s -> {
                var a = s.step("a", in, i -> i);
                return s.step("b", a, i -> i);
              }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "outcome was given a definition of 2 steps that returns the step \"b\";"
                  + " allowed: 1 step, and that one is returned");
    }

    @Test
    void anotherStep() {
      refused(
              (p, in) -> {
                var a = p.step("a", in, i -> i);
                return p.when(in, i -> true, s -> a);
              })
          .hasMessageStartingWith("when was given a definition of 0 steps")
          .hasMessageContaining("returns the step \"a\"");
      refused((p, in) -> p.outcome(s -> in)).isInstanceOf(IllegalArgumentException.class);
      refused(
              (p, in) -> {
                var a = p.step("a", in, i -> i);
                return p.outcome(s -> {
                  s.step("b", in, i -> i);
                  return a;
                });
              })
          .hasMessageStartingWith("outcome was given a definition of 1 steps");
    }

    @Test
    void aSecondCondition() {
      refused((p, in) ->
              p.when(in, i -> true, s -> s.when(in, i -> true, t -> t.step("a", in, i -> i))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a when inside of a when; allowed: one condition a step, which may ask for both");
    }
  }

  @Nested
  class Null {
    @Test
    void isRefusedByName() {
      refused((p, in) -> p.step(null, in, i -> i)).hasMessage("name");
      refused((p, in) -> p.step("a", (Step<Integer>) null, i -> i))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("an input of the step \"a\"");
      refused((p, in) -> p.step("a", Arrays.asList(in, null), i -> i))
          .hasMessage("an input of the step \"a\"");
      refused((p, in) -> p.step("a", in, (Work.Of1<Integer, String, RuntimeException>) null))
          .hasMessage("work");
      refused((p, in) -> p.step("a", (Task<String, RuntimeException>) null)).hasMessage("work");
      refused((p, in) -> p.map("a", p.step("l", () -> List.of(1)), null, i -> i))
          .hasMessage("limit");
      refused((p, in) -> p.plan("a", in, (Plan<Integer, Integer>) null)).hasMessage("plan");
      refused((p, in) -> p.policy(null).step("a", () -> 1)).hasMessage("policy");
      refused((p, in) -> p.limit((Limit) null).step("a", () -> 1)).hasMessage("limit");
      refused((p, in) -> p.outcome(null)).hasMessage("one");
      refused((p, in) -> p.outcome(s -> null)).hasMessage("an input of outcome");
      refused((p, in) -> p.when(in, null, s -> s.step("a", () -> 1))).hasMessage("holds");
      refused((p, in) -> null)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("the result of the plan \"plan\"");
      refused((p, in) -> p.step("a", (List<Step<Integer>>) null, i -> i)).hasMessage("inputs");
      assertThatThrownBy(() -> Plan.define("plan", null)).hasMessage("definition");
      assertThatThrownBy(() -> Plan.define(null, (p, in) -> in)).hasMessage("name");
    }
  }

  @Nested
  class TheDefinition {
    @Test
    void runsOnceAndNoStepWithIt() {
      var log = new ArrayList<String>();

      Plan.<Integer, Integer>define(
          "plan",
          (p, in) -> {
            log.add("defined");
            return p.step(
                "a",
                in,
                i -> {
                  log.add("ran");
                  return i;
                });
          });

      assertThat(log).containsExactly("defined");
    }

    @Test
    void throwsWhatItThrowsItself() {
      var failure = new IllegalStateException("no configuration");
      refused(
              (p, in) -> {
                throw failure;
              })
          .isSameAs(failure);
      assertThatThrownBy(() ->
              Plan.<Integer, Integer, IOException>checked(
                  "plan",
                  (p, in) -> {
                    throw new IOException("no file");
                  }))
          .isInstanceOf(TaskFailed.class)
          .hasRootCauseMessage("no file");
    }

    @Test
    void refusesALimitTwice() {
      Limit one = atMost(1);
      refused((p, in) -> p.limit(one).limit(one).step("a", in, i -> i))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is asked twice");
    }

    @Test
    void refusesATaskWithADiscardHook() {
      refused((p, in) -> p.step("a", discarding(() -> "value", value -> {})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the step \"a\" is given a task with a discard hook; allowed: tasks without, as a"
                  + " plan hands out no result but its own");
    }

    @Test
    void leavesTheStepsItHadBefore() {
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var limited = p.limit(atMost(1));
                limited.policy(Policy.of());
                return p.step("a", in, i -> i);
              });

      assertThat(plan.steps()).containsExactly(new StepInfo("a", List.of(), List.of()));
    }
  }
}
