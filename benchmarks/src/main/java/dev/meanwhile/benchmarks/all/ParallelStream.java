package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** For work that computes: the calls may run one after the other. */
@Contender(value = "parallel stream", role = Role.REFERENCE)
final class ParallelStream extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c) {
    return Stream.of(a, b, c).parallel().mapToInt(Unchecked::call).sum();
  }
}
