package dev.meanwhile.benchmarks.sleepers;

import com.softwaremill.jox.structured.Scopes;
import dev.meanwhile.benchmarks.Contender;

@Contender(value = "Jox", preview = true)
final class WithJox extends Sleepers {
  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    Scopes.supervised(scope -> {
      for (int i = 0; i < tasks; i++) {
        scope.fork(() -> {
          dormitory.enter();
          Thread.sleep(LONG);
          return null;
        });
      }
      dormitory.awaitAll();
      return null; // interrupts all forks that are left
    });
  }
}
