package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/** For work that computes; nothing says that it goes on element by element. */
@Contender(value = "parallel stream in a pool", role = Role.REFERENCE)
final class ParallelStream extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws Exception {
    try (var pool = new ForkJoinPool(limit)) {
      return pool.submit(() -> items.parallelStream().map(call).toList()).get();
    }
  }
}
