package dev.meanwhile.benchmarks.failfast;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

@Contender("virtual thread executor, shutdownNow")
final class ExecutorShutdown extends FirstFailure {
  @Override
  protected void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Integer>(threads);
      for (int i = 0; i < siblings; i++) {
        ended.submit(parked);
      }
      ended.submit(failing);
      try {
        ended.take().get();
      } catch (ExecutionException expected) {
        threads.shutdownNow();
      }
    }
  }
}
