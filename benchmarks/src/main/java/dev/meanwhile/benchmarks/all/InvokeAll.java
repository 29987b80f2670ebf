package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Contender("invokeAll")
final class InvokeAll extends ThreeCalls {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    int sum = 0;
    for (var future : executor.invokeAll(List.of(a, b, c))) {
      sum += future.get();
    }
    return sum;
  }

  @Override
  public void close() {
    super.close();
    executor.close();
  }
}
