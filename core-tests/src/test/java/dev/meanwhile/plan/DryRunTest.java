package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private final Plan<Integer, Object> plan =
      Plan.define(
          "plan",
          (p, in) -> {
            var user = p.step("user", in, i -> this.<String>real());
            var gift = p.when(user, u -> u.length() > 3, s -> s.step("gift", user, u -> real()));
            var rates = p.outcome(s -> s.step("rates", user, u -> this.<Integer>real()));
            var items = p.step("items", in, i -> this.<List<Integer>>real());
            var prices = p.map("prices", items, atMost(2), i -> this.<Integer>real());
            var paid =
                p.plan(
                    "payment",
                    prices,
                    Plan.<List<Integer>, String>define(
                        "inner", (q, list) -> q.step("charge", list, l -> real())));
            return p.step("order", gift, rates, paid, (g, r, o) -> real());
          });

  /** A dry run does not call the work of any step. */
  private <T> T real() {
    throw new AssertionError("this is no dry run");
  }

  private static Map<String, Object> fakes() {
    var fakes = new HashMap<String, Object>();
    fakes.put("user", "Grace");
    fakes.put("gift", "a card");
    fakes.put("rates", 7);
    fakes.put("items", List.of(1, 2));
    fakes.put("prices", List.of(10, 20));
    fakes.put("payment/charge", "paid");
    fakes.put("order", "done");
    return fakes;
  }

  @Test
  void givesTheResultAndWhatWouldRun() {
    DryRun<Object> dry = plan.dryRun(1, fakes());

    assertThat(dry.result()).isEqualTo("done");
    assertThat(dry.ran())
        .containsExactly("user", "gift", "rates", "items", "prices", "payment/charge", "order");
    assertThat(dry.skipped()).isEmpty();
  }

  @Test
  void asksConditions() {
    var fakes = fakes();
    fakes.put("user", "Ada");
    fakes.remove("gift");

    DryRun<Object> dry = plan.dryRun(1, fakes);

    assertThat(dry.skipped()).containsExactly("gift");
    assertThat(dry.ran()).doesNotContain("gift");
  }

  @Test
  void wrapsResultsAsARunDoes() {
    Plan<Integer, Object> single =
        Plan.define("plan", (p, in) -> p.outcome(s -> s.step("a", in, i -> real())));
    var failure = new IllegalStateException("down");

    assertThat(single.dryRun(1, Map.of("a", 7)).result()).isEqualTo(new Outcome.Success<>(7));
    assertThat(single.dryRun(1, Map.of("a", new Outcome.Success<>(7))).result())
        .isEqualTo(new Outcome.Success<>(7));
    assertThat(single.dryRun(1, Map.of("a", new Outcome.Failure<>(failure))).result())
        .isEqualTo(new Outcome.Failure<>(failure));
    Plan<Integer, Object> conditional =
        Plan.define("plan", (p, in) -> p.when(in, i -> i > 0, s -> s.step("a", in, i -> real())));
    assertThat(conditional.dryRun(1, Map.of("a", 7)).result()).isEqualTo(Optional.of(7));
    assertThat(conditional.dryRun(0, Map.of()).result()).isEqualTo(Optional.empty());
  }

  @Test
  void skipsTheStepsOfAPlanThatIsSkipped() {
    Plan<Integer, Integer> inner =
        Plan.define("inner", (p, in) -> p.step("x", in, i -> this.<Integer>real()));
    Plan<Integer, Object> outer =
        Plan.define("outer", (p, in) -> p.when(in, i -> i > 0, s -> s.plan("inner", in, inner)));

    assertThat(outer.dryRun(0, Map.of()))
        .isEqualTo(new DryRun<>(Optional.empty(), List.of(), List.of("inner/x")));
    assertThat(outer.dryRun(1, Map.of("inner/x", 7)).result()).isEqualTo(Optional.of(7));
  }

  @Test
  void takesNoMistakeInTheResultsForAnAnswer() {
    Plan<Integer, Object> settled =
        Plan.define(
            "plan",
            (p, in) -> {
              var items = p.step("items", in, i -> this.<List<Integer>>real());
              return p.outcome(s -> s.map("prices", items, atMost(2), i -> real()));
            });

    assertThatThrownBy(() -> settled.dryRun(1, Map.of("items", List.of(), "prices", 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the result of the map \"prices\" is a java.lang.Integer: 7; allowed: List");
  }

  @Test
  void takesWhatAConditionThrowsForAFailureOfTheStep() {
    Plan<Integer, Object> settled =
        Plan.define(
            "plan",
            (p, in) -> p.outcome(s -> s.when(in, i -> 1 / i > 0, t -> t.step("a", () -> real()))));
    Plan<Integer, Object> failing =
        Plan.define("plan", (p, in) -> p.when(in, i -> 1 / i > 0, t -> t.step("a", () -> real())));

    assertThat(settled.dryRun(0, Map.of()).result()).isInstanceOf(Outcome.Failure.class);
    assertThatThrownBy(() -> failing.dryRun(0, Map.of())).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void permitsANullResult() {
    Plan<Integer, Object> single = Plan.define("plan", (p, in) -> p.step("a", in, i -> real()));
    var fakes = new HashMap<String, Object>();
    fakes.put("a", null);

    assertThat(single.dryRun(1, fakes).result()).isNull();
  }

  @Test
  void namesAllStepsWithoutAResult() {
    var fakes = fakes();
    fakes.keySet().removeAll(List.of("user", "items", "payment/charge"));

    assertThatThrownBy(() -> plan.dryRun(1, fakes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no result for the steps [user, items, payment/charge]");
  }

  @Test
  void refusesAResultOfNoStep() {
    var fakes = fakes();
    fakes.put("charge", 1);

    assertThatThrownBy(() -> plan.dryRun(1, fakes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a result for the step \"charge\"; allowed: [user, gift, rates, items, prices,"
                + " payment/charge, order]");
  }

  @Test
  void refusesAResultThatAConditionOrAMapCannotTake() {
    var wrongUser = fakes();
    wrongUser.put("user", 7);
    assertThatThrownBy(() -> plan.dryRun(1, wrongUser))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the condition of the step \"gift\" cannot take a java.lang.Integer: 7");

    var wrongItems = fakes();
    wrongItems.put("items", "1, 2");
    assertThatThrownBy(() -> plan.dryRun(1, wrongItems))
        .hasMessage(
            "the input of the map \"prices\" is a java.lang.String: 1, 2; allowed: Iterable");

    var wrongPrices = fakes();
    wrongPrices.put("prices", null);
    assertThatThrownBy(() -> plan.dryRun(1, wrongPrices))
        .hasMessage("the result of the map \"prices\" is null; allowed: List");
  }
}
