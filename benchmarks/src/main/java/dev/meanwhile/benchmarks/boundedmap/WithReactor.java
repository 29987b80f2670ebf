package dev.meanwhile.benchmarks.boundedmap;

import dev.meanwhile.benchmarks.Contender;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Contender("Reactor")
final class WithReactor extends ManyCalls {
  private final Scheduler threads =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

  @Override
  protected List<Integer> map(List<Integer> items, int limit, Function<Integer, Integer> call) {
    return Flux.fromIterable(items)
        .flatMapSequential(
            item -> Mono.fromCallable(() -> call.apply(item)).subscribeOn(threads), limit)
        .collectList()
        .toFuture()
        .join();
  }

  @Override
  public void close() {
    threads.dispose();
  }
}
