package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A counter for each node, of what it still needs. Whoever brings it to zero runs the node: the
 * first such node itself, the others on a pool.
 */
@Contender(value = "by hand, counters on a pool", role = Role.FLOOR)
final class CountersByHand extends DependentCalls {
  private final ExecutorService pool = new ForkJoinPool();
  private int[][] needs = {};
  private int[][] users = {};

  @Override
  protected void prepare(Graph graph) {
    needs =
        graph.needs().stream()
            .map(its -> its.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    users = graph.users();
  }

  @Override
  protected int run(Graph graph) throws InterruptedException {
    var run = new OneRun();
    for (int node = 0; node < needs.length; node++) {
      if (needs[node].length == 0) {
        run.start(node);
      }
    }
    run.ended.await();
    return run.values[graph.last()];
  }

  private final class OneRun {
    private final int[] values = new int[needs.length];
    private final AtomicIntegerArray missing = new AtomicIntegerArray(needs.length);
    private final CountDownLatch ended = new CountDownLatch(1);

    OneRun() {
      for (int node = 0; node < needs.length; node++) {
        missing.setPlain(node, needs[node].length);
      }
    }

    private void start(int node) {
      pool.execute(() -> work(node));
    }

    private void work(int first) {
      for (int node = first; node >= 0; node = next(node)) {
        int value = 1;
        for (int other : needs[node]) {
          value += values[other];
        }
        values[node] = value;
      }
    }

    private int next(int node) {
      if (node == values.length - 1) {
        ended.countDown();
      }
      int own = -1;
      for (int user : users[node]) {
        if (missing.decrementAndGet(user) == 0) {
          if (own < 0) {
            own = user;
          } else {
            start(user);
          }
        }
      }
      return own;
    }
  }

  @Override
  public void close() {
    super.close();
    pool.close();
  }
}
