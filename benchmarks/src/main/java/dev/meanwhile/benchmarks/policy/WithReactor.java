package dev.meanwhile.benchmarks.policy;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

@Contender(
    value = "Reactor",
    only = {"policy=retry", "policy=timeout"})
final class WithReactor extends GuardedCall {
  @Override
  protected Callable<Integer> guard(Guard guard, Callable<Integer> call) {
    Mono<Integer> item = Mono.fromCallable(call);
    Mono<Integer> guarded = guard == Guard.RETRY ? item.retry(ATTEMPTS - 1) : item.timeout(LIMIT);
    return () -> guarded.toFuture().join();
  }
}
