package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The bound is the size of the pool. */
@Contender("invokeAll on a pool of virtual threads")
final class InvokeAll extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws Exception {
    var tasks = new ArrayList<Callable<Integer>>(items.size());
    for (Integer item : items) {
      tasks.add(() -> call.apply(item));
    }
    var results = new ArrayList<Integer>(items.size());
    try (var pool = Executors.newFixedThreadPool(limit, Thread.ofVirtual().factory())) {
      for (var future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
    }
    return results;
  }
}
