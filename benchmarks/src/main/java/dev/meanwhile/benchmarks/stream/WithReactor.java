package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Contender;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Another thread takes what the source brings. */
@Contender("Reactor")
final class WithReactor extends MillionElements {
  @Override
  protected long sum(int elements) {
    return Flux.range(1, elements)
        .publishOn(Schedulers.parallel())
        .map(i -> i + 1)
        .filter(i -> i % 2 == 0)
        .reduce(0L, (sum, i) -> sum + i)
        .toFuture()
        .join();
  }
}
