package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.Chance;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps of random items are compared with a list of workers and a calendar. */
@ExtendWith(LeakGuard.class)
class MapModelTest {
  private static final int CASES_PER_SEED = 25;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  /** Items that take some time and may fail at its end, mapped by some workers. */
  private record Plan(int limit, List<Integer> millis, Set<Integer> failing) {

    static Plan random(RandomGenerator random) {
      int size = random.nextInt(40);
      int longest = 1 + random.nextInt(20);
      var millis = IntStream.range(0, size).mapToObj(_ -> random.nextInt(longest)).toList();
      var failing = new HashSet<Integer>();
      for (int i = random.nextInt(4); size > 0 && i > 0; i--) {
        failing.add(random.nextInt(size));
      }
      return new Plan(1 + random.nextInt(9), millis, random.nextBoolean() ? Set.of() : failing);
    }

    List<Integer> items() {
      return IntStream.range(0, millis.size()).boxed().toList();
    }

    int work(int item) throws IOException, InterruptedException {
      sleep(ofMillis(millis.get(item)));
      if (failing.contains(item)) {
        throw new IOException("item " + item);
      }
      return item * item;
    }

    /** When each item ends, if a free worker always takes the next one. */
    List<Integer> ends() {
      var free = new PriorityQueue<Integer>();
      IntStream.range(0, limit).forEach(_ -> free.add(0));
      var ends = new ArrayList<Integer>();
      for (int length : millis) {
        int end = free.remove() + length;
        ends.add(end);
        free.add(end);
      }
      return ends;
    }

    Duration end() {
      return ofMillis(ends().stream().mapToInt(i -> i).max().orElse(0));
    }

    /** When the first item fails, in milliseconds. */
    int firstFailure() {
      var ends = ends();
      return failing.stream().mapToInt(ends::get).min().orElseThrow();
    }

    /** The messages of the items that fail first, at the same time. */
    List<String> firstFailures() {
      var ends = ends();
      return failing.stream()
          .filter(item -> ends.get(item) == firstFailure())
          .map(item -> "item " + item)
          .toList();
    }
  }

  private void forRandomPlans(long seed, CheckOfPlan check) throws Exception {
    var random = Chance.seeded(seed);
    for (int number = 0; number < CASES_PER_SEED; number++) {
      Plan plan = Plan.random(random);
      try {
        check.check(plan, VirtualTime.create());
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", case " + number + ": " + plan, e);
      }
    }
  }

  private interface CheckOfPlan {
    void check(Plan plan, VirtualTime time) throws Exception;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mapGivesWhatAFreeWorkerAtATimeGives(long seed) throws Exception {
    forRandomPlans(
        seed,
        (plan, time) -> {
          if (plan.failing().isEmpty()) {
            var results = time.run(() -> map(plan.items(), atMost(plan.limit()), plan::work));
            assertThat(results).isEqualTo(plan.items().stream().map(i -> i * i).toList());
            assertThat(time.elapsed()).isEqualTo(plan.end());
          } else {
            var failure =
                catchThrowable(
                    () -> time.run(() -> map(plan.items(), atMost(plan.limit()), plan::work)));
            assertThat(failure).isInstanceOf(IOException.class);
            assertThat(plan.firstFailures()).contains(failure.getMessage());
            assertThat(time.elapsed()).isEqualTo(ofMillis(plan.firstFailure()));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mapSettledGivesEveryOutcome(long seed) throws Exception {
    forRandomPlans(
        seed,
        (plan, time) -> {
          var outcomes = time.run(() -> mapSettled(plan.items(), atMost(plan.limit()), plan::work));

          assertThat(outcomes).hasSameSizeAs(plan.items());
          for (int item : plan.items()) {
            switch (outcomes.get(item)) {
              case Outcome.Success<Integer>(Integer value) ->
                  assertThat(value).isEqualTo(item * item);
              case Outcome.Failure<Integer>(Throwable cause) ->
                  assertThat(cause).hasMessage("item " + item);
            }
            assertThat(outcomes.get(item).isSuccess()).isEqualTo(!plan.failing().contains(item));
          }
          assertThat(time.elapsed()).isEqualTo(plan.end());
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mapEachHandsOverWhatHadEndedBeforeTheFirstFailure(long seed) throws Exception {
    forRandomPlans(
        seed,
        (plan, time) -> {
          var handed = new ArrayList<Integer>();
          Task<Void, Exception> work =
              () -> {
                mapEach(plan.items(), atMost(plan.limit()), plan::work, handed::add);
                return null;
              };

          if (plan.failing().isEmpty()) {
            time.run(work);
            assertThat(handed).containsExactlyInAnyOrderElementsOf(squares(plan));
            assertThat(time.elapsed()).isEqualTo(plan.end());
          } else {
            var failure = catchThrowable(() -> time.run(work));
            assertThat(plan.firstFailures()).contains(failure.getMessage());
            assertThat(handed).containsAll(endedBefore(plan)).doesNotHaveDuplicates();
            assertThat(squares(plan)).containsAll(handed);
          }
        });
  }

  private static List<Integer> squares(Plan plan) {
    return plan.items().stream().map(i -> i * i).toList();
  }

  private static List<Integer> endedBefore(Plan plan) {
    var ends = plan.ends();
    return plan.items().stream()
        .filter(item -> ends.get(item) < plan.firstFailure())
        .map(i -> i * i)
        .toList();
  }
}
