package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

@Contender("parallel stream")
final class ParallelStream extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    return Stream.of(a, b, c).parallel().mapToInt(Unchecked::call).sum();
  }
}
