package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** It has no stage that is bounded and in order, so each result goes to its place. */
@Contender("Mutiny")
final class WithMutiny extends ManyCalls {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call) {
    var results = new Integer[items.size()];
    Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUni(item -> start(item, call).invoke(result -> results[item] = result))
        .merge(limit)
        .collect()
        .last()
        .await()
        .indefinitely();
    return Arrays.asList(results);
  }

  private Uni<Integer> start(Integer item, Function<Integer, Integer> call) {
    return Uni.createFrom().item(() -> call.apply(item)).runSubscriptionOn(threads);
  }

  @Override
  public void close() {
    threads.close();
  }
}
