package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.function.Function;

/** It has no bound of its own: a semaphore admits before each fork. */
@Contender(value = "StructuredTaskScope", preview = true)
final class StructuredScope extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws InterruptedException {
    var permits = new Semaphore(limit);
    try (var scope = StructuredTaskScope.<Integer>open()) {
      var tasks = new ArrayList<Subtask<Integer>>(items.size());
      for (Integer item : items) {
        permits.acquire();
        tasks.add(
            scope.fork(() -> {
              try {
                return call.apply(item);
              } finally {
                permits.release();
              }
            }));
      }
      scope.join();
      return tasks.stream().map(Subtask::get).toList();
    }
  }
}
