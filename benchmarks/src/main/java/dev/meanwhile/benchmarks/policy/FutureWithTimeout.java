package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** It does not stop the call that is late. */
@Contender(value = "CompletableFuture.orTimeout", only = "policy=timeout")
final class FutureWithTimeout extends GuardedCall {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    return () ->
        CompletableFuture.supplyAsync(() -> unchecked(call), threads)
            .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .join();
  }

  private static int unchecked(Callable<Integer> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
