package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

@Contender("RxJava")
final class WithRxJava extends ManyCalls {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler threads = Schedulers.from(executor);

  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call) {
    return Flowable.fromIterable(items)
        .concatMapEager(
            item -> Flowable.fromCallable(() -> call.apply(item)).subscribeOn(threads), limit, 1)
        .toList()
        .blockingGet();
  }

  @Override
  public void close() {
    executor.close();
  }
}
