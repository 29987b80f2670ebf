package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The bound is the size of the pool. */
@Contender("CompletableFuture on a pool of virtual threads")
final class CompletableFutures extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call) {
    try (var pool = Executors.newFixedThreadPool(limit, Thread.ofVirtual().factory())) {
      var futures =
          items.stream()
              .map(item -> CompletableFuture.supplyAsync(() -> call.apply(item), pool))
              .toList();
      return futures.stream().map(CompletableFuture::join).toList();
    }
  }
}
