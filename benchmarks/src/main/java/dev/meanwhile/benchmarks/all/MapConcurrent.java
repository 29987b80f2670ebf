package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

@Contender("Gatherers.mapConcurrent")
final class MapConcurrent extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    return Stream.of(a, b, c)
        .gather(Gatherers.mapConcurrent(3, Unchecked::call))
        .mapToInt(Integer::intValue)
        .sum();
  }
}
