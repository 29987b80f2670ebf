package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.mapIndexed;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
class PlanTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);

  /** Usage 13, with services that take 10 ms each. */
  @Nested
  class Checkout {
    private record Cart(String user, int items) {}

    private record Order(int items, int rates, int tax) {}

    private String user(Cart in) throws InterruptedException {
      return moments.of("user", 10, in.user());
    }

    private Cart cart(Cart in) throws InterruptedException {
      return moments.of("cart", 10, in);
    }

    private int rates(String user, Cart cart) throws InterruptedException {
      return moments.of("shipping", 10, user.length() * cart.items());
    }

    private int tax(String user, Cart cart) throws InterruptedException {
      return moments.of("tax", 10, cart.items() * 2);
    }

    private Order order(Cart cart, int rates, int tax) throws InterruptedException {
      return moments.of("order", 10, new Order(cart.items(), rates, tax));
    }

    @Test
    void isAPlanOfThreeLevels() throws Exception {
      Plan<Cart, Order> checkout =
          Plan.define(
              "checkout",
              (p, in) -> {
                var user = p.step("user", in, this::user);
                var cart = p.step("cart", in, this::cart);
                var rates = p.step("shipping", user, cart, this::rates);
                var tax = p.step("tax", user, cart, this::tax);
                return p.step("order", cart, rates, tax, this::order);
              });

      Order o = time.run(() -> checkout.run(new Cart("Ada", 3)));

      assertThat(o).isEqualTo(new Order(3, 9, 6));
      assertThat(checkout.depth()).isEqualTo(3);
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }
  }

  @Nested
  class Order {
    @Test
    void eachStepStartsTheMomentItsInputsAreThere() throws Exception {
      Plan<String, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var quick = p.step("quick", in, i -> moments.of("quick", 10));
                var slow = p.step("slow", in, i -> moments.of("slow", 50));
                var afterQuick = p.step("afterQuick", quick, q -> moments.of("afterQuick", 10));
                var afterSlow = p.step("afterSlow", slow, q -> moments.of("afterSlow", 5));
                var both = p.step("both", afterQuick, slow, (a, b) -> moments.of("both", 10));
                return p.step("end", both, afterSlow, (a, b) -> moments.of("end", 10));
              });

      time.run(() -> plan.run("go"));

      assertThat(moments.began())
          .isEqualTo(
              Map.of(
                  "quick",
                  0L,
                  "slow",
                  0L,
                  "afterQuick",
                  10L,
                  "afterSlow",
                  50L,
                  "both",
                  50L,
                  "end",
                  60L));
      assertThat(time.elapsed()).isEqualTo(ofMillis(70));
    }

    @Test
    void aStepThatNeedsNothingStartsAtOnce() throws Exception {
      Plan<Integer, String> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var first = p.step("first", in, i -> moments.of("first", 30));
                var settings = p.step("settings", () -> moments.of("settings", 30));
                return p.step("both", first, settings, String::concat);
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo("firstsettings");
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void theResultMayBeOfAStepThatIsNotTheLast() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var result = p.step("result", in, i -> moments.of("result", 10, i + 1));
                p.step("after", result, i -> moments.of("after", 10));
                return result;
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo(2);
      assertThat(moments.ended()).isEqualTo(Map.of("result", 10L, "after", 20L));
    }

    @Test
    void aStepNobodyNeedsRunsAndIsWaitedFor() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                p.step("audit", in, i -> moments.of("audit", 40));
                return p.step("result", in, i -> moments.of("result", 10, i + 1));
              });

      assertThat(time.run(() -> plan.run(1))).isEqualTo(2);
      assertThat(moments.ended()).containsKey("audit");
    }
  }

  @Nested
  class MapSteps {
    @Test
    void workOnEachElementWithinTheirLimit() throws Exception {
      Plan<Integer, List<String>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var numbers = p.step("numbers", in, n -> IntStream.range(0, n).boxed().toList());
                return p.map("items", numbers, atMost(2), i -> moments.of("item" + i, 10));
              });

      assertThat(time.run(() -> plan.run(5)))
          .containsExactly("item0", "item1", "item2", "item3", "item4");
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void areTasksBelowTheirStep() throws Exception {
      Plan<Integer, List<String>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var numbers = p.step("numbers", () -> List.of(1, 2));
                return p.map("items", numbers, atMost(1), i -> "" + i);
              });
      var seen = new Seen();

      seen.watch("run", () -> plan.run(1));

      assertThat(seen.paths())
          .containsExactly(
              "run/plan/numbers",
              "run/plan/items",
              "run/plan/items/map[0]",
              "run/plan/items/map[1]");
    }

    @Test
    void ofNothingGiveAnEmptyList() throws Exception {
      Plan<List<String>, List<String>> plan =
          Plan.define("plan", (p, in) -> p.map("items", in, atMost(1), String::trim));

      assertThat(plan.run(List.of())).isEmpty();
    }
  }

  @Nested
  class Threads {
    @Test
    void areVirtualAndNamedAfterPlanAndStep() throws Exception {
      Plan<String, List<String>> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> name());
                var b = p.step("b", a, i -> name());
                var c = p.step("c", a, i -> name());
                return p.step("all", List.of(a, b, c), List::copyOf);
              });

      assertThat(plan.run("go")).containsExactly("plan/a", "plan/b", "plan/c");
      List<String> below = all(named("one", () -> plan.run("go")), () -> "", (names, b) -> names);
      assertThat(below).containsExactly("one/plan/a", "one/plan/b", "one/plan/c");
    }

    private static String name() {
      Thread current = Thread.currentThread();
      return current.isVirtual() ? current.getName() : "platform thread " + current;
    }

    @Test
    void goOnWithAStepThatOnlyNeededTheirs() throws Exception {
      Plan<String, List<Long>> chain =
          Plan.define(
              "chain",
              (p, in) -> {
                var steps = new ArrayList<Step<Long>>();
                var last = p.step("first", in, i -> Thread.currentThread().threadId());
                steps.add(last);
                for (int i = 0; i < 20; i++) {
                  last = p.step("step" + i, last, id -> Thread.currentThread().threadId());
                  steps.add(last);
                }
                return p.step("all", steps, List::copyOf);
              });

      assertThat(chain.run("go").stream().distinct()).hasSize(1);
    }

    @Test
    void runWhatBecomesReadyTogetherAtOnce() throws Exception {
      var barrier = new CyclicBarrier(3);
      Plan<String, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> i);
                var b = p.step("b", a, i -> await(barrier));
                var c = p.step("c", a, i -> await(barrier));
                var d = p.step("d", a, i -> await(barrier));
                return p.step("sum", b, c, d, (x, y, z) -> x + y + z);
              });

      assertThat(plan.run("go")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runAnyNumberOfStepsThatWaitForEachOther(boolean afterAnother) throws Exception {
      int width = 200;
      var barrier = new CyclicBarrier(width);
      Plan<String, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                Step<?> first = afterAnother ? p.step("first", in, i -> i) : in;
                var steps = new ArrayList<Step<Integer>>();
                for (int i = 0; i < width; i++) {
                  steps.add(p.step("step" + i, first, _ -> await(barrier)));
                }
                return p.step("count", steps, List::size);
              });

      assertThat(plan.run("go")).isEqualTo(width);
    }

    @Test
    void ofAStepThatBlocksLeaveTheOthersToNewOnes() throws Exception {
      var last = new CountDownLatch(1);
      Plan<String, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var a = p.step("a", in, i -> i);
                var blocked = p.step("blocked", a, i -> await(last));
                var quick = p.step("quick", a, i -> 1);
                var after = p.step("after", quick, i -> i + 1);
                var releases = p.step("releases", after, i -> release(last));
                return p.step("sum", blocked, releases, Integer::sum);
              });

      assertThat(plan.run("go")).isEqualTo(2);
    }

    private static int await(CountDownLatch event) throws InterruptedException {
      event.await();
      return 1;
    }

    private static int release(CountDownLatch event) {
      event.countDown();
      return 1;
    }

    private static int await(CyclicBarrier barrier) throws InterruptedException {
      try {
        return barrier.await() * 0 + 1;
      } catch (BrokenBarrierException broken) {
        throw new AssertionError(broken);
      }
    }
  }

  @Nested
  class Reuse {
    @Test
    void byManyAtOnceKeepsTheirRunsApart() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define(
              "plan",
              (p, in) -> {
                var twice = p.step("twice", in, i -> moments(i % 7, 2 * i));
                var square = p.step("square", in, i -> moments(i % 5, i * i));
                var sum = p.step("sum", twice, square, Integer::sum);
                return p.step("end", sum, in, Integer::sum);
              });

      var results =
          time.run(() ->
              mapIndexed(
                  IntStream.range(0, 500).boxed().toList(),
                  atMost(100),
                  (index, i) -> plan.run(i)));

      assertThat(results)
          .isEqualTo(IntStream.range(0, 500).mapToObj(i -> 2 * i + i * i + i).toList());
    }

    private int moments(int millis, int value) throws InterruptedException {
      sleep(ofMillis(millis));
      return value;
    }

    @Test
    void afterAFailureStartsAfresh() throws Exception {
      Plan<Integer, Integer> plan =
          Plan.define("plan", (p, in) -> p.step("inverse", in, i -> 100 / i));

      assertThatThrownBy(() -> plan.run(0)).isInstanceOf(ArithmeticException.class);
      assertThat(plan.run(4)).isEqualTo(25);
    }
  }
}
