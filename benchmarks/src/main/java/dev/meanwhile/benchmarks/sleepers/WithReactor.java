package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Timers: nothing that could go on in the middle of a method. */
@Contender(value = "Reactor, delays", role = Role.REFERENCE)
final class WithReactor extends Sleepers {
  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    var sleeping =
        Flux.range(0, tasks)
            .flatMap(
                _ -> {
                  dormitory.enter();
                  return Mono.delay(LONG);
                },
                tasks)
            .subscribe();
    dormitory.awaitAll();
    sleeping.dispose();
  }
}
