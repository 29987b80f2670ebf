package dev.meanwhile;

import static dev.meanwhile.Snippet.errors;
import static dev.meanwhile.Snippet.errorsOfCatching;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler knows of plans. */
class PlanCompileTest {
  private static final String PLAN = "dev.meanwhile.plan.Plan";
  private static final String CHECKED = "dev.meanwhile.plan.CheckedPlan";

  /** A plan that throws an IOException, defined by {@code body}. */
  private static String checked(String body) {
    return CHECKED
        + "<Integer, String, IOException> plan = "
        + PLAN
        + ".checked(\"plan\", (p, in) -> "
        + body
        + "); plan.run(1);";
  }

  private static String plain(String body) {
    return PLAN
        + "<Integer, String> plan = "
        + PLAN
        + ".define(\"plan\", (p, in) -> "
        + body
        + "); plan.run(1);";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.step(\"a\", () -> io())",
        "p.step(\"a\", Snippet::io)",
        "p.step(\"a\", in, i -> io())",
        "p.step(\"a\", in, in, (a, b) -> missing())",
        "p.step(\"a\", List.of(in), l -> io())",
        "p.step(\"a\", p.map(\"l\", p.step(\"s\", () -> List.of(1)), atMost(1), i -> io()),"
            + " l -> plain())",
        "p.step(\"a\", p.when(in, i -> i > 0, s -> s.step(\"w\", () -> io())), o -> waits())",
        "{ var a = p.step(\"a\", in, i -> io()); return p.step(\"b\", a, x -> plain()); }",
        "p.policy(attempts(3)).limit(atMost(2)).step(\"a\", in, i -> io())",
        "p.step(\"a\", in, i -> plain())",
      })
  void aCheckedPlanThrowsItsException(String body) {
    assertThat(errorsOfCatching(checked(body), "IOException", "InterruptedException")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.step(\"a\", Snippet::waits)",
        "p.step(\"a\", in, i -> plain())",
        "p.step(\"a\", p.outcome(s -> s.step(\"o\", in, i -> io())), o -> o.orElse(\"\"))",
        "p.step(\"a\", p.outcome(s -> s.step(\"o\", in, i -> late())), o -> waits())",
        "p.step(\"a\", p.when(in, i -> i > 0, s -> s.outcome(t -> t.step(\"o\", () -> io()))),"
            + " o -> waits())",
        "p.step(\"a\", p.outcome(s -> s.policy(attempts(3)).step(\"o\", in, i -> io())), o -> o +"
            + " \"\")",
        "p.step(\"a\", in, in, (a, b) -> generic())",
      })
  void aPlanThrowsOnlyTheInterrupt(String body) {
    assertThat(errorsOfCatching(plain(body), "InterruptedException")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.step(\"a\", in, i -> io())",
        "p.step(\"a\", Snippet::io)",
        "{ p.step(\"a\", in, i -> io()); return p.step(\"b\", in, i -> plain()); }",
        "p.step(\"a\", in, i -> i)",
        "p.step(\"a\", in, (i, j) -> plain())",
        "p.step(\"a\", p.step(\"b\", () -> \"text\"), (Integer i) -> plain())",
        "p.step(\"a\", p.when(in, i -> i > 0, s -> s.step(\"w\", () -> 1)), (Integer i) ->"
            + " plain())",
        "p.step(\"a\", p.outcome(s -> s.step(\"w\", () -> 1)), (Integer i) -> plain())",
        "\"no step\"",
      })
  void aPlanThatCannotWorkDoesNotCompile(String body) {
    assertThat(errors(plain(body))).isNotEmpty();
  }

  @Test
  void aForgottenExceptionIsNamedWhereTheStepIsDefined() {
    assertThat(errors(plain("p.step(\"a\", in, i -> io())")))
        .singleElement()
        .asString()
        .contains("unreported exception java.io.IOException");
  }

  @Test
  void aCheckedPlanInsideOfAPlanIsChecked() {
    String inner =
        CHECKED
            + "<Integer, String, IOException> inner = "
            + PLAN
            + ".checked(\"inner\", (p, in) -> p.step(\"a\", in, i -> io()));";

    assertThat(errors(inner + plain("p.plan(\"x\", in, inner)"))).isNotEmpty();
    assertThat(
            errors(
                inner
                    + plain("p.step(\"y\", p.outcome(s -> s.plan(\"x\", in, inner)), o -> \"\")")))
        .isEmpty();
  }

  @Test
  void aPlanWithoutATargetIsKnownByItsParameters() {
    assertThat(
            errors(
                "var plan = "
                    + PLAN
                    + ".define(\"plan\", (dev.meanwhile.plan.Steps p,"
                    + " dev.meanwhile.plan.Step<Integer> in) -> p.step(\"a\", in, i -> plain()));"
                    + " String s = plan.run(1);"))
        .isEmpty();
  }
}
