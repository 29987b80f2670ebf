package dev.meanwhile.plan;

import static dev.meanwhile.Limit.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many steps that end at the same moment, on many threads. */
@ExtendWith(LeakGuard.class)
class CrowdedPlanTest {
  private static final int LAYERS = 20;
  private static final int WIDTH = 12;
  private static final int RUNS = 300;

  private final AtomicIntegerArray runs = new AtomicIntegerArray(LAYERS * WIDTH);

  /** Each step needs all of the layer before it; its result is one more than theirs. */
  private Plan<Integer, List<Integer>> layers(boolean limited) {
    return Plan.define(
        "layers",
        (p, in) -> {
          Steps steps = limited ? p.limit(atMost(3)) : p;
          List<Step<Integer>> layer = List.of(in);
          for (int i = 0; i < LAYERS; i++) {
            layer = layer(steps, i, layer);
          }
          return p.step("result", layer, List::copyOf);
        });
  }

  private List<Step<Integer>> layer(Steps p, int depth, List<Step<Integer>> above) {
    var layer = new ArrayList<Step<Integer>>();
    for (int i = 0; i < WIDTH; i++) {
      int number = depth * WIDTH + i;
      layer.add(p.step("step" + number, above, results -> work(number, results)));
    }
    return layer;
  }

  private int work(int number, List<Integer> results) {
    runs.incrementAndGet(number);
    int first = results.getFirst();
    return results.stream().allMatch(result -> result == first) ? first + 1 : -1_000_000;
  }

  @Test
  void noStepIsLostOrStartedTwice() throws Exception {
    runs(layers(false));
  }

  @Test
  void noStepIsLostOrStartedTwiceWithinALimit() throws Exception {
    runs(layers(true));
  }

  /** Two steps that need both of the layer before them, and leave together. */
  @Test
  void noStepIsLostOrStartedTwiceWhereItsInputsEndAtOnce() throws Exception {
    int layers = 500;
    var inside = new AtomicIntegerArray(layers);
    Plan<Integer, Integer> plan =
        Plan.define(
            "pairs",
            (p, in) -> {
              var a = p.step("a", in, i -> i);
              var b = p.step("b", in, i -> i);
              for (int i = 0; i < layers; i++) {
                int layer = i;
                var left = p.step("left" + i, a, b, (x, y) -> together(inside, layer, x, y));
                b = p.step("right" + i, a, b, (x, y) -> together(inside, layer, x, y));
                a = left;
              }
              return p.step("sum", a, b, Integer::sum);
            });

    for (int run = 1; run <= 40; run++) {
      assertThat(plan.run(1)).isEqualTo(2 * (layers + 1));
      for (int layer = 0; layer < layers; layer++) {
        assertThat(inside.getAndSet(layer, 0)).as("runs in the layer %d", layer).isEqualTo(2);
      }
    }
  }

  /** Spins for a while, so that both threads are running when they leave. */
  private static int together(AtomicIntegerArray inside, int layer, int a, int b) {
    inside.incrementAndGet(layer);
    for (int i = 1; i < 1_000_000 && inside.get(layer) < 2; i++) {
      if (i % 100 == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
    return a == b ? a + 1 : -1_000_000;
  }

  private void runs(Plan<Integer, List<Integer>> plan) throws InterruptedException {
    for (int run = 1; run <= RUNS; run++) {
      assertThat(plan.run(run)).hasSize(WIDTH).containsOnly(run + LAYERS);
    }
    for (int number = 0; number < runs.length(); number++) {
      assertThat(runs.get(number)).as("runs of the step %d", number).isEqualTo(RUNS);
    }
  }
}
