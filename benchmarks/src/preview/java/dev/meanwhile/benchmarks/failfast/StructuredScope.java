package dev.meanwhile.benchmarks.failfast;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;

@Contender(value = "StructuredTaskScope", preview = true)
final class StructuredScope extends FirstFailure {
  @Override
  protected void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws InterruptedException {
    try (var scope = StructuredTaskScope.<Integer>open()) {
      for (int i = 0; i < siblings; i++) {
        scope.fork(parked);
      }
      scope.fork(failing);
      scope.join();
    } catch (FailedException expected) {
      // of the failing one
    }
  }
}
