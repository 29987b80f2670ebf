package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Contender("Reactor")
final class WithReactor extends ThreeCalls {
  private final Scheduler threads =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    Mono<Integer> sum =
        Mono.zip(start(a), start(b), start(c)).map(all -> all.getT1() + all.getT2() + all.getT3());
    return sum.toFuture().join();
  }

  private Mono<Integer> start(Callable<Integer> call) {
    return Mono.fromCallable(call).subscribeOn(threads);
  }

  @Override
  public void close() {
    super.close();
    threads.dispose();
  }
}
