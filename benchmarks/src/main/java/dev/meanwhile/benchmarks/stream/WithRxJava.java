package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Contender;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;

/** Another thread takes what the source brings. */
@Contender("RxJava")
final class WithRxJava extends MillionElements {
  @Override
  protected long sum(int elements) {
    return Flowable.range(1, elements)
        .observeOn(Schedulers.computation())
        .map(i -> i + 1)
        .filter(i -> i % 2 == 0)
        .reduce(0L, (sum, i) -> sum + i)
        .blockingGet();
  }
}
