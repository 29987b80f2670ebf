package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.StructuredTaskScope;

@Contender(value = "StructuredTaskScope", preview = true)
final class StructuredScope extends Sleepers {
  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
      for (int i = 0; i < tasks; i++) {
        scope.fork(() -> {
          dormitory.enter();
          Thread.sleep(LONG);
          return null;
        });
      }
      dormitory.awaitAll();
      // closed without a join: all are interrupted
    } catch (IllegalStateException joinWasNotCalled) {
      // as announced
    }
  }
}
