package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A thread for each element, started when there is a permit for it. */
@Contender("semaphore and a virtual thread each")
final class SemaphoreAndThreads extends ManyCalls {
  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call)
      throws InterruptedException {
    var permits = new Semaphore(limit);
    var results = new Integer[items.size()];
    var threads = new ArrayList<Thread>(items.size());
    for (Integer item : items) {
      permits.acquire();
      int at = threads.size();
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              results[at] = call.apply(item);
            } finally {
              permits.release();
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return Arrays.asList(results);
  }
}
