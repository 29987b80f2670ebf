package dev.meanwhile.benchmarks.failfast;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Callable;

/** Interrupts one thread after the other, then waits for each. */
@Contender(value = "by hand, a loop of interrupts", role = Role.FLOOR)
final class InterruptLoop extends FirstFailure {
  @Override
  protected void run(int siblings, Callable<Integer> parked, Callable<Integer> failing)
      throws InterruptedException {
    var threads = new Thread[siblings];
    for (int i = 0; i < siblings; i++) {
      threads[i] = Thread.startVirtualThread(() -> call(parked));
    }
    Thread.startVirtualThread(() -> call(failing)).join();
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void call(Callable<Integer> task) {
    try {
      task.call();
    } catch (Exception expected) {
      // the end of the thread tells it
    }
  }
}
