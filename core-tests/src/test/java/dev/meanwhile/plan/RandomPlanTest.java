package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static dev.meanwhile.Meanwhile.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Task;
import dev.meanwhile.testing.Chance;
import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random plans of a thousand steps, compared with what the graph says. */
@ExtendWith(LeakGuard.class)
class RandomPlanTest {
  private static final int STEPS = 1_000;
  private static final int LIMIT = 7;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  private static RandomPlan random(long seed) {
    var random = Chance.seeded(seed);
    return RandomPlan.of(random, STEPS, 5 + random.nextInt(200));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachStepRunsOnceAsSoonAsItsInputsAreThere(long seed) throws Exception {
    RandomPlan random = random(seed);
    var plan = random.define(null);

    List<Long> results = random.time().run(() -> plan.run(1));

    isRight(random, results);
    assertThat(plan.criticalPath(random.durations()).duration()).isEqualTo(random.critical());
    assertThat(plan.levels().subList(0, plan.depth() - 1)).isEqualTo(named(random.levels()));
  }

  private static void isRight(RandomPlan random, List<Long> results) {
    assertThat(results).isEqualTo(random.expected());
    assertThat(random.began()).isEqualTo(random.earliest());
    assertThat(random.time().elapsed()).isEqualTo(random.critical());
  }

  private static List<List<String>> named(List<List<Integer>> levels) {
    return levels.stream()
        .map(level -> level.stream().map(number -> "step" + number).toList())
        .toList();
  }

  /** R. L. Graham, Bounds for Certain Multiprocessing Anomalies, 1966. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aLimitTakesNoLongerThanGrahamsBound(long seed) throws Exception {
    RandomPlan random = random(seed);
    var plan = random.define(atMost(LIMIT));

    List<Long> results = random.time().run(() -> plan.run(1));

    assertThat(results).isEqualTo(random.expected());
    assertThat(random.time().elapsed())
        .isGreaterThanOrEqualTo(random.critical())
        .isGreaterThanOrEqualTo(random.sum().dividedBy(LIMIT))
        .isLessThanOrEqualTo(bound(random));
  }

  private static Duration bound(RandomPlan random) {
    return random.sum().minus(random.critical()).dividedBy(LIMIT).plus(random.critical());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void observersSeeEachStepReadItsInputs(long seed) throws Exception {
    RandomPlan random = random(seed);
    var plan = random.define(null);
    var seen = new Seen();

    random.time().run(() -> seen.watch(() -> plan.run(1)));

    assertThat(seen.paths()).hasSize(STEPS + 1).doesNotHaveDuplicates();
    var edges = new ArrayList<String>();
    plan.edges()
        .forEach(edge -> edges.add("test/random/" + edge.to() + " <- test/random/" + edge.from()));
    assertThat(seen.reads()).containsExactlyInAnyOrderElementsOf(edges);
  }

  @Test
  void aPlanThatRunsLevelByLevelIsSeen() throws Exception {
    RandomPlan random = random(1);

    List<Long> results = random.time().run(() -> levelByLevel(random));

    assertThat(results).isEqualTo(random.expected());
    assertThatThrownBy(() -> isRight(random, results)).isInstanceOf(AssertionError.class);
  }

  private static List<Long> levelByLevel(RandomPlan random) throws InterruptedException {
    var results = new Long[random.size()];
    for (List<Integer> level : random.levels()) {
      var tasks = new ArrayList<Task<Long, RuntimeException>>();
      for (int number : level) {
        var inputs = random.reads(number).stream().map(read -> results[read]).toList();
        tasks.add(() -> results[number] = random.work(number, inputs));
      }
      all(tasks);
    }
    return Arrays.asList(results);
  }

  @Test
  void aStepThatStartsTwiceIsSeen() throws Exception {
    RandomPlan random = random(1);
    random.time().run(() -> random.define(null).run(1));

    assertThatThrownBy(() -> random.time().run(() -> random.work(0, List.of())))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("runs twice");
  }

  @Test
  void aStepThatStartsBeforeItsInputsIsSeen() {
    RandomPlan random = random(1);

    assertThatThrownBy(() -> random.time().run(() -> random.work(STEPS - 1, List.of())))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("runs before its inputs");
  }
}
