package dev.meanwhile.benchmarks.sleepers;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.locks.LockSupport;

@Contender(value = "by hand, parked virtual threads", role = Role.FLOOR)
final class VirtualThreads extends Sleepers {
  @Override
  protected void run(int tasks, Dormitory dormitory) throws InterruptedException {
    var threads = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      threads[i] = Thread.startVirtualThread(() -> park(dormitory));
    }
    dormitory.awaitAll();
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void park(Dormitory dormitory) {
    dormitory.enter();
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }
}
