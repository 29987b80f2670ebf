package dev.meanwhile.benchmarks.all;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

@Contender(value = "StructuredTaskScope", preview = true)
final class StructuredScope extends ThreeCalls {
  @Override
  protected int sum(Callable<Integer> a, Callable<Integer> b, Callable<Integer> c)
      throws Exception {
    try (var scope = StructuredTaskScope.open()) {
      var first = scope.fork(a);
      var second = scope.fork(b);
      var third = scope.fork(c);
      scope.join();
      return first.get() + second.get() + third.get();
    }
  }
}
