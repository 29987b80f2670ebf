package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Contender("RxJava")
final class WithRxJava extends ThreeCalls {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler threads = Schedulers.from(executor);

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    return Single.zip(start(a), start(b), start(c), (x, y, z) -> x + y + z).blockingGet();
  }

  private Single<Integer> start(Callable<Integer> call) {
    return Single.fromCallable(call).subscribeOn(threads);
  }

  @Override
  public void close() {
    super.close();
    executor.close();
  }
}
