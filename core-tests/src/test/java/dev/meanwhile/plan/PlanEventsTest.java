package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What observers are told of plans, and what is carried into steps. */
@ExtendWith(LeakGuard.class)
class PlanEventsTest {
  private final VirtualTime time = VirtualTime.create();
  private final Moments moments = new Moments(time);
  private final Seen seen = new Seen();

  private final Plan<Integer, String> diamond =
      Plan.define(
          "diamond",
          (p, in) -> {
            var a = p.step("a", in, i -> moments.of("a", 10));
            var b = p.step("b", a, in, (x, i) -> moments.of("b", 10));
            var c = p.limit(atMost(1)).step("c", a, x -> moments.of("c", 20));
            return p.step("d", b, c, (x, y) -> moments.of("d", 10));
          });

  @Test
  void eachStepIsATaskThatReadsItsInputs() throws Exception {
    time.run(() -> seen.watch(() -> diamond.run(1)));

    assertThat(seen.story("test/diamond/a"))
        .containsExactly("created", "started on test/diamond/a", "OK");
    assertThat(seen.story("test/diamond/b"))
        .containsExactly("created", "started on test/diamond/b", "read test/diamond/a", "OK");
    assertThat(seen.story("test/diamond/c"))
        .containsExactly("created", "started on test/diamond/c", "read test/diamond/a", "OK");
    assertThat(seen.story("test/diamond/d"))
        .containsExactly(
            "created",
            "started on test/diamond/d",
            "read test/diamond/b",
            "read test/diamond/c",
            "OK");
  }

  @Test
  void allStepsAreOfOneScope() throws Exception {
    time.run(() -> seen.watch(() -> diamond.run(1)));

    ScopeOpened opened = seen.of(ScopeOpened.class).getFirst();
    assertThat(opened.verb()).isEqualTo("plan");
    assertThat(seen.of(ScopeClosed.class)).hasSize(1);
    assertThat(seen.of(TaskCreated.class))
        .allSatisfy(created -> {
          assertThat(created.scope()).isEqualTo(opened.scope());
          assertThat(created.parent()).isEqualTo(opened.task());
          assertThat(created.site()).contains("PlanEventsTest.java:");
        })
        .extracting(TaskCreated::index)
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    assertThat(seen.of(TaskCreated.class))
        .extracting(TaskCreated::name)
        .containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void aPlanOutsideOfAnyTaskIsARunOfItsName() throws Exception {
    Plan<Integer, Integer> plan = Plan.define("plan", (p, in) -> p.step("a", in, i -> i));
    var registration = seen.install();
    try {
      plan.run(1);
    } finally {
      registration.close();
    }

    assertThat(seen.of(RunBegan.class)).extracting(RunBegan::name).containsExactly("plan");
    assertThat(seen.paths()).containsExactly("plan/a");
  }

  @Test
  void verbsInAStepAreBelowIt() throws Exception {
    Plan<Integer, String> plan =
        Plan.define(
            "plan",
            (p, in) -> {
              var a = p.step("a", in, i -> i);
              return p.step(
                  "b", a, i -> all(named("x", () -> "x"), named("y", () -> "y"), String::concat));
            });

    time.run(() -> seen.watch(() -> plan.run(1)));

    assertThat(seen.created("test/plan/b/x").parent())
        .isEqualTo(seen.created("test/plan/b").task());
  }

  @Test
  void stepsThatAreCancelledAreToldOf() {
    CheckedPlan<Integer, String, IOException> plan =
        Plan.checked(
            "plan",
            (p, in) -> {
              var a = p.step("a", in, i -> moments.of("a", 5));
              var b = p.step("b", a, i -> moments.of("b", 100));
              p.step("c", in, i -> failAfter(10));
              return p.step("d", b, i -> i);
            });

    var _ = catchThrowable(() -> time.run(() -> seen.watch(() -> plan.run(1))));

    assertThat(seen.story("test/plan/b"))
        .containsExactly(
            "created",
            "started on test/plan/b",
            "read test/plan/a",
            "told SIBLING_FAILED",
            "CANCELLED");
    assertThat(seen.story("test/plan/c"))
        .containsExactly("created", "started on test/plan/c", "FAILED");
    assertThat(seen.paths()).doesNotContain("test/plan/d");
  }

  private static String failAfter(int millis) throws IOException, InterruptedException {
    sleep(ofMillis(millis));
    throw new IOException("down");
  }

  @Test
  void theContextOfTheCallerIsThereInEachStep() throws Exception {
    var user = new ThreadLocal<String>();
    var registration = ContextCarrier.of(user).install();
    Plan<Integer, List<String>> plan =
        Plan.define(
            "plan",
            (p, in) -> {
              var a = p.step("a", in, i -> takeAndLeave(user));
              var b = p.step("b", a, x -> takeAndLeave(user));
              return p.step("all", List.of(a, b), List::copyOf);
            });
    user.set("Ada");
    try {
      assertThat(plan.run(1)).containsExactly("Ada", "Ada");
    } finally {
      registration.close();
      user.remove();
    }
  }

  @Test
  void theContextOfTheCallerIsThereInEachCondition() throws Exception {
    var user = new ThreadLocal<String>();
    var registration = ContextCarrier.of(user).install();
    Plan<Integer, List<Object>> plan =
        Plan.define(
            "plan",
            (p, in) -> {
              var a = p.step("a", in, i -> takeAndLeave(user));
              var b = p.when(a, x -> "Ada".equals(user.get()), s -> s.step("b", () -> "b"));
              var c = p.when(in, x -> "Ada".equals(user.get()), s -> s.step("c", () -> "c"));
              return p.step("all", List.of(b, c), List::copyOf);
            });
    user.set("Ada");
    try {
      assertThat(plan.run(1)).containsExactly(Optional.of("b"), Optional.of("c"));
    } finally {
      registration.close();
      user.remove();
    }
  }

  private static String takeAndLeave(ThreadLocal<String> user) {
    String found = user.get();
    user.set("left behind");
    return found;
  }
}
