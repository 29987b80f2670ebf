package dev.meanwhile.benchmarks.boundedmap;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The bound is the size of the pool. */
@Contender("Guava on a pool of virtual threads")
final class WithGuava extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws Exception {
    var pool =
        MoreExecutors.listeningDecorator(
            Executors.newFixedThreadPool(limit, Thread.ofVirtual().factory()));
    var futures = new ArrayList<ListenableFuture<Integer>>(items.size());
    for (Integer item : items) {
      futures.add(pool.submit(() -> call.apply(item)));
    }
    try {
      return Futures.allAsList(futures).get();
    } finally {
      pool.shutdown();
    }
  }
}
