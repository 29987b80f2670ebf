package dev.meanwhile.benchmarks.all;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

abstract class CompletableFutures extends ThreeCalls {
  private final ExecutorService executor;

  CompletableFutures(ExecutorService executor) {
    this.executor = executor;
  }

  @Override
  protected final int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    var first = start(a);
    var second = start(b);
    var third = start(c);
    return first.thenCombine(second, Integer::sum).thenCombine(third, Integer::sum).join();
  }

  private CompletableFuture<Integer> start(Callable<Integer> call) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  @Override
  public void close() {
    super.close();
    executor.close();
  }
}
