package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Outcome;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class SubPlanTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);
  private final IOException failure = new IOException("down");

  private final Plan<Integer, String> payment =
      Plan.define(
          "payment plan",
          (p, in) -> {
            var charge = p.step("charge", in, i -> moments.of("charge", 10));
            var fraud = p.step("fraud", in, i -> moments.of("fraud", 20));
            p.step("log", charge, c -> moments.of("log", 40));
            return p.step("receipt", charge, fraud, (c, f) -> moments.of("receipt", 10));
          });

  private final Plan<Integer, String> checkout =
      Plan.define(
          "checkout",
          (p, in) -> {
            var cart = p.step("cart", in, i -> moments.of("cart", 10, i));
            var paid = p.plan("payment", cart, payment);
            return p.step("order", paid, cart, (x, c) -> moments.of("order", 5, x + c));
          });

  @Test
  void startsWithItsInputAndEndsWithTheLastOfItsSteps() throws Exception {
    assertThat(time.run(() -> checkout.run(7))).isEqualTo("receipt7");

    assertThat(moments.began())
        .isEqualTo(
            Map.of(
                "cart", 0L, "charge", 10L, "fraud", 10L, "log", 20L, "receipt", 30L, "order", 60L));
  }

  @Test
  void isATaskWithItsStepsBelow() throws Exception {
    var seen = new Seen();

    time.run(() -> seen.watch(() -> checkout.run(7)));

    assertThat(seen.paths())
        .containsExactlyInAnyOrder(
            "test/checkout/cart",
            "test/checkout/payment",
            "test/checkout/payment/charge",
            "test/checkout/payment/fraud",
            "test/checkout/payment/log",
            "test/checkout/payment/receipt",
            "test/checkout/order");
  }

  @Test
  void showsItsStepsInInspection() {
    assertThat(checkout.steps())
        .extracting(StepInfo::name)
        .containsExactly(
            "cart", "payment/charge", "payment/fraud", "payment/log", "payment/receipt", "order");
    assertThat(checkout.edges())
        .containsExactly(
            new Edge("cart", "payment/charge"),
            new Edge("cart", "payment/fraud"),
            new Edge("payment/charge", "payment/log"),
            new Edge("payment/charge", "payment/receipt"),
            new Edge("payment/fraud", "payment/receipt"),
            new Edge("payment/receipt", "order"),
            new Edge("cart", "order"));
    assertThat(checkout.levels())
        .containsExactly(
            List.of("cart"),
            List.of("payment/charge", "payment/fraud"),
            List.of("payment/log", "payment/receipt"),
            List.of("order"));
    assertThat(checkout.depth()).isEqualTo(4);
    assertThat(checkout.unusedSteps()).containsExactly("payment/log");
  }

  @Test
  void decidesTheCriticalPathWithAllOfItsSteps() {
    assertThat(
            checkout.criticalPath(
                Map.of(
                    "cart", ofMillis(10),
                    "payment/charge", ofMillis(10),
                    "payment/fraud", ofMillis(20),
                    "payment/log", ofMillis(40),
                    "payment/receipt", ofMillis(10),
                    "order", ofMillis(5))))
        .isEqualTo(
            new ExpectedPath(
                List.of("cart", "payment/charge", "payment/log", "order"), ofMillis(65)));
  }

  @Test
  void takesPolicyLimitConditionAndOutcomeAsAnyStepDoes() throws Exception {
    var calls = new AtomicInteger();
    CheckedPlan<Integer, String, IOException> flaky =
        Plan.checked("flaky", (p, in) -> p.step("call", in, i -> secondTime(calls)));
    Plan<Integer, Optional<Outcome<String>>> outer =
        Plan.define(
            "outer",
            (p, in) ->
                p.limit(atMost(1))
                    .policy(Retry.attempts(2).backoff(Backoff.fixed(ofMillis(100))))
                    .when(in, i -> i > 0, s -> s.outcome(t -> t.plan("inner", in, flaky))));

    assertThat(time.run(() -> outer.run(0))).isEmpty();
    assertThat(calls).hasValue(0);
    assertThat(time.run(() -> outer.run(1))).contains(new Outcome.Success<>("ok"));
    assertThat(calls).hasValue(2);
    calls.set(2);
    assertThat(outer.steps())
        .containsExactly(
            new StepInfo(
                "inner/call",
                List.of(),
                List.of(
                    "inner: if in",
                    "inner: outcome",
                    "inner: limit of 1",
                    "inner: 2 attempts, delays 100 ms")));
  }

  private String secondTime(AtomicInteger calls) throws IOException {
    if (calls.incrementAndGet() == 1) {
      throw failure;
    }
    return "ok";
  }

  @Test
  void failsAsItselfAndCancelsTheOuterPlan() {
    CheckedPlan<Integer, String, IOException> broken =
        Plan.checked(
            "broken",
            (p, in) ->
                p.step(
                    "call",
                    in,
                    i -> {
                      moments.of("call", 10);
                      throw failure;
                    }));
    CheckedPlan<Integer, String, IOException> outer =
        Plan.checked(
            "outer",
            (p, in) -> {
              p.step("slow", in, i -> moments.of("slow", 1_000));
              return p.plan("inner", in, broken);
            });

    assertThatThrownBy(() -> time.run(() -> outer.run(1))).isSameAs(failure);
    assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    assertThat(failure.getSuppressed())
        .extracting(trace -> trace.getMessage().split("\"", 3)[1])
        .containsExactly("test/outer/inner/call", "test/outer/inner");
  }

  @Test
  void mayPassItsInputThrough() throws Exception {
    Plan<Integer, Integer> identity = Plan.define("identity", (p, in) -> in);
    Plan<Integer, Integer> outer =
        Plan.define(
            "outer",
            (p, in) -> {
              var a = p.step("a", in, i -> i + 1);
              var same = p.plan("same", a, identity);
              return p.step("b", same, i -> i * 2);
            });

    assertThat(outer.run(1)).isEqualTo(4);
    assertThat(outer.edges()).containsExactly(new Edge("a", "b"));
    assertThat(outer.depth()).isEqualTo(2);
  }

  @Test
  void startsNothingBeforeItsInputIsThere() throws Exception {
    Plan<Integer, String> inner =
        Plan.define("inner", (p, in) -> p.step("needs nothing", () -> moments.of("inner", 10)));
    Plan<Integer, String> outer =
        Plan.define(
            "outer",
            (p, in) -> {
              var a = p.step("a", in, i -> moments.of("a", 10, i));
              return p.plan("inner", a, inner);
            });

    assertThat(time.run(() -> outer.run(1))).isEqualTo("inner");
    assertThat(moments.began()).isEqualTo(Map.of("a", 0L, "inner", 10L));
    assertThat(outer.depth()).isEqualTo(2);
    assertThat(outer.edges()).containsExactly(new Edge("a", "inner/needs nothing"));
  }
}
