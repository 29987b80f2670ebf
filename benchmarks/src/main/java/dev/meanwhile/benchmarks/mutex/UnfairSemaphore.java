package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.Semaphore;

@Contender(value = "Semaphore, unfair", role = Role.REFERENCE)
final class UnfairSemaphore extends ThreadsInTurn {
  private final Semaphore permit = new Semaphore(1, false);

  @Override
  protected void countUnderLock() throws InterruptedException {
    permit.acquire();
    try {
      countOn();
    } finally {
      permit.release();
    }
  }
}
