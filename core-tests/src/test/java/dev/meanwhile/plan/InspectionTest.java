package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.resilience.Within;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class InspectionTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);

  private final Plan<Integer, String> checkout =
      Plan.define(
          "checkout",
          (p, in) -> {
            var user = p.step("user", in, i -> moments.of("user", 10));
            var cart = p.step("cart", in, i -> moments.of("cart", 30));
            var rates = p.step("shipping", user, cart, (u, c) -> moments.of("shipping", 20));
            var tax = p.step("tax", user, cart, (u, c) -> moments.of("tax", 10));
            return p.step("order", cart, rates, tax, (c, r, t) -> moments.of("order", 5));
          });

  /** A plan with everything in it. */
  private final Plan<Integer, String> full =
      Plan.define(
          "full \"plan\"",
          (p, in) -> {
            var user = p.step("user", in, i -> "Ada");
            var rates =
                p.limit(atMost(8).named("rates"))
                    .policy(Retry.attempts(3).backoff(Backoff.fixed(ofMillis(9))))
                    .outcome(s -> s.step("rates", user, u -> u));
            var gift = p.when(user, u -> !u.isEmpty(), s -> s.step("gift", () -> "gift"));
            p.step("audit #1", user, u -> u);
            var items = p.step("items", in, i -> List.of(1, 2));
            var prices = p.map("prices", items, atMost(4), i -> i * 2);
            var inner =
                Plan.<List<Integer>, String>define(
                    "payment",
                    (q, list) -> {
                      var charge = q.step("charge", list, l -> "" + l);
                      var stamp = q.step("stamp", () -> "now");
                      return q.step("receipt", charge, stamp, String::concat);
                    });
            var paid =
                p.policy(Within.of(ofMillis(50))).outcome(s -> s.plan("payment", prices, inner));
            return p.step("order", rates, gift, paid, (r, g, o) -> "" + r + g + o);
          });

  @Nested
  class OfTheGraph {
    @Test
    void namesTheStepsAndWhatTheyNeed() {
      assertThat(checkout.name()).isEqualTo("checkout");
      assertThat(checkout).hasToString("plan \"checkout\"");
      assertThat(checkout.steps())
          .containsExactly(
              new StepInfo("user", List.of(), List.of()),
              new StepInfo("cart", List.of(), List.of()),
              new StepInfo("shipping", List.of("user", "cart"), List.of()),
              new StepInfo("tax", List.of("user", "cart"), List.of()),
              new StepInfo("order", List.of("cart", "shipping", "tax"), List.of()));
      assertThat(checkout.edges())
          .containsExactly(
              new Edge("user", "shipping"),
              new Edge("cart", "shipping"),
              new Edge("user", "tax"),
              new Edge("cart", "tax"),
              new Edge("cart", "order"),
              new Edge("shipping", "order"),
              new Edge("tax", "order"));
    }

    @Test
    void showsItsLevelsAndDepth() {
      assertThat(checkout.levels())
          .containsExactly(List.of("user", "cart"), List.of("shipping", "tax"), List.of("order"));
      assertThat(checkout.depth()).isEqualTo(3);
      assertThat(Plan.<Integer, Integer>define("plan", (p, in) -> in).levels()).isEmpty();
    }

    @Test
    void findsStepsThatTheResultDoesNotNeed() {
      assertThat(checkout.unusedSteps()).isEmpty();
      assertThat(full.unusedSteps()).containsExactly("audit #1");
      Plan<Integer, Integer> none =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> i);
                p.step("b", a, i -> i);
                return in;
              });
      assertThat(none.unusedSteps()).containsExactly("a", "b");
    }

    @Test
    void aConditionIsAUse() {
      assertThat(full.unusedSteps()).doesNotContain("user");
      assertThat(full.steps()).contains(new StepInfo("gift", List.of("user"), List.of("if user")));
    }
  }

  @Nested
  class OfDurations {
    @Test
    void findsTheStepsThatDecide() {
      Map<String, Duration> durations =
          Map.of(
              "user", ofMillis(10),
              "cart", ofMillis(30),
              "shipping", ofMillis(20),
              "tax", ofMillis(10),
              "order", ofMillis(5));

      assertThat(checkout.criticalPath(durations))
          .isEqualTo(new ExpectedPath(List.of("cart", "shipping", "order"), ofMillis(55)));
    }

    @Test
    void takesWhatIsMissingForNothing() {
      assertThat(checkout.criticalPath(Map.of("tax", ofMillis(7))))
          .isEqualTo(new ExpectedPath(List.of("user", "tax"), ofMillis(7)));
      assertThat(Plan.<Integer, Integer>define("plan", (p, in) -> in).criticalPath(Map.of()))
          .isEqualTo(new ExpectedPath(List.of(), ZERO));
    }

    @Test
    void ofARecordedRunGivesTheTimeItTook() throws Exception {
      var seen = new Seen();
      time.run(() -> seen.watch("home", () -> checkout.run(1)));

      var durations = checkout.durations(seen.all());

      assertThat(durations)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "user", ofMillis(10),
                  "cart", ofMillis(30),
                  "shipping", ofMillis(20),
                  "tax", ofMillis(10),
                  "order", ofMillis(5)));
      assertThat(checkout.criticalPath(durations).duration()).isEqualTo(time.elapsed());
    }

    @Test
    void refusesWhatIsOfNoStepAndWhatIsNegative() {
      assertThatThrownBy(() -> checkout.criticalPath(Map.of("taxes", ofMillis(7))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a duration of the step \"taxes\"; allowed: [user, cart, shipping, tax, order]");
      assertThatThrownBy(() -> checkout.criticalPath(Map.of("tax", ofMillis(-7))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the step \"tax\" takes PT-0.007S; allowed: PT0S or more");
    }
  }

  @Nested
  class AsText {
    @Test
    void isALineForEachStep() {
      assertThat(checkout.toText())
          .isEqualTo(
              """
              checkout: 5 steps, depth 3, result: order
                1  user      <- in
                   cart      <- in
                2  shipping  <- user, cart
                   tax       <- user, cart
                3  order     <- cart, shipping, tax
              """);
    }

    @Test
    void showsConditionsLimitsPoliciesAndInnerPlans() {
      assertThat(full.toText())
          .isEqualTo(
              """
              full "plan": 10 steps, depth 5, result: order
                1  user             <- in
                   items            <- in
                2  rates            <- user; outcome; limit "rates"; 3 attempts, delays 9 ms
                   gift             if user
                   audit #1         <- user; unused
                   prices           <- items; map, limit of 4
                3  payment/charge   <- prices; payment: outcome; payment: within 50 ms
                   payment/stamp    payment: outcome; payment: within 50 ms
                4  payment/receipt  <- payment/charge, payment/stamp; payment: outcome; payment: within 50 ms
                5  order            <- rates, gift, payment/receipt
              """);
    }
  }

  @Nested
  class AsAMermaidChart {
    @Test
    void isAFlowChart() {
      assertThat(checkout.toMermaid())
          .isEqualTo(
              """
              flowchart LR
                in([in])
                s1["user"]
                s2["cart"]
                s3["shipping"]
                s4["tax"]
                s5[["order"]]
                in --> s1
                in --> s2
                s1 --> s3
                s2 --> s3
                s1 --> s4
                s2 --> s4
                s2 --> s5
                s3 --> s5
                s4 --> s5
              """);
    }

    @Test
    void showsConditionsLimitsPoliciesAndInnerPlans() {
      assertThat(full.toMermaid())
          .isEqualTo(
              """
              flowchart LR
                in([in])
                s1["user"]
                s2["rates<br/>outcome<br/>limit #quot;rates#quot;<br/>3 attempts, delays 9 ms"]
                s3["gift<br/>if user"]
                s4["audit #35;1"]:::unused
                s5["items"]
                s6["prices<br/>map, limit of 4"]
                subgraph p1 ["payment<br/>outcome<br/>within 50 ms"]
                  s7["charge"]
                  s8["stamp"]
                  s9["receipt"]
                end
                s10[["order"]]
                in --> s1
                s1 --> s2
                s1 -.-> s3
                s1 --> s4
                in --> s5
                s5 --> s6
                s6 --> s7
                s6 -.-> s8
                s7 --> s9
                s8 --> s9
                s2 --> s10
                s3 --> s10
                s9 --> s10
                classDef unused stroke-dasharray: 4 4
              """);
    }
  }

  @Nested
  class AsADotGraph {
    @Test
    void isADigraph() {
      assertThat(checkout.toDot())
          .isEqualTo(
              """
              digraph "checkout" {
                rankdir=LR
                node [shape=box]
                in [shape=ellipse]
                s1 [label="user"]
                s2 [label="cart"]
                s3 [label="shipping"]
                s4 [label="tax"]
                s5 [label="order", peripheries=2]
                in -> s1
                in -> s2
                s1 -> s3
                s2 -> s3
                s1 -> s4
                s2 -> s4
                s2 -> s5
                s3 -> s5
                s4 -> s5
              }
              """);
    }

    @Test
    void showsConditionsLimitsPoliciesAndInnerPlans() {
      assertThat(full.toDot())
          .isEqualTo(
              """
              digraph "full \\"plan\\"" {
                rankdir=LR
                node [shape=box]
                in [shape=ellipse]
                s1 [label="user"]
                s2 [label="rates\\noutcome\\nlimit \\"rates\\"\\n3 attempts, delays 9 ms"]
                s3 [label="gift\\nif user"]
                s4 [label="audit #1", style=dashed]
                s5 [label="items"]
                s6 [label="prices\\nmap, limit of 4"]
                subgraph cluster_p1 { label="payment\\noutcome\\nwithin 50 ms"
                  s7 [label="charge"]
                  s8 [label="stamp"]
                  s9 [label="receipt"]
                }
                s10 [label="order", peripheries=2]
                in -> s1
                s1 -> s2
                s1 -> s3 [style=dashed]
                s1 -> s4
                in -> s5
                s5 -> s6
                s6 -> s7
                s6 -> s8 [style=dashed]
                s7 -> s9
                s8 -> s9
                s2 -> s10
                s3 -> s10
                s9 -> s10
              }
              """);
    }
  }
}
