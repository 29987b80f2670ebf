package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.Semaphore;

@Contender("Semaphore, fair")
final class FairSemaphore extends ThreadsInTurn {
  private final Semaphore permit = new Semaphore(1, true);

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
