package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Contender;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

@Contender("Gatherers.mapConcurrent")
final class MapConcurrent extends MillionElements {
  @Override
  protected long sum(int elements) {
    return IntStream.rangeClosed(1, elements)
        .boxed()
        .gather(Gatherers.mapConcurrent(8, (Integer i) -> i + 1))
        .filter(i -> i % 2 == 0)
        .mapToLong(Integer::longValue)
        .sum();
  }
}
