package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Executors;

@Contender("virtual thread executor, Thread.sleep")
final class SleepingThreads extends Sleepers {
  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tasks; i++) {
        var _ =
            threads.submit(() -> {
              dormitory.enter();
              Thread.sleep(LONG);
              return null;
            });
      }
      dormitory.awaitAll();
      threads.shutdownNow();
    }
  }
}
