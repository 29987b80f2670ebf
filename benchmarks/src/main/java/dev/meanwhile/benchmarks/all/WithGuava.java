package dev.meanwhile.benchmarks.all;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@Contender("Guava")
final class WithGuava extends ThreeCalls {
  private final ListeningExecutorService threads =
      MoreExecutors.listeningDecorator(Executors.newVirtualThreadPerTaskExecutor());

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    var all = Futures.allAsList(threads.submit(a), threads.submit(b), threads.submit(c)).get();
    return all.get(0) + all.get(1) + all.get(2);
  }

  @Override
  public void close() {
    super.close();
    threads.shutdown();
  }
}
