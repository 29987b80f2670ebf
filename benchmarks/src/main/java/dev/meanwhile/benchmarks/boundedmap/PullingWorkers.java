package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** As many threads as are allowed; each pulls the next element under a lock. */
@Contender(value = "by hand, workers that pull", role = Role.FLOOR)
final class PullingWorkers extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws InterruptedException {
    var source = new Source(items.iterator());
    var results = new Integer[items.size()];
    var workers = new Thread[limit];
    for (int i = 0; i < limit; i++) {
      workers[i] = Thread.startVirtualThread(() -> work(source, call, results));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return Arrays.asList(results);
  }

  private static void work(Source source, Function<Integer, Integer> call, Integer[] results) {
    while (true) {
      Integer item;
      int at;
      synchronized (source) {
        if (!source.items.hasNext()) {
          return;
        }
        item = source.items.next();
        at = source.taken++;
      }
      results[at] = call.apply(item);
    }
  }

  private static final class Source {
    private final Iterator<Integer> items;
    private int taken;

    Source(Iterator<Integer> items) {
      this.items = items;
    }
  }
}
