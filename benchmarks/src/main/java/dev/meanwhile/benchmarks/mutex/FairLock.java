package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.benchmarks.Contender;
import java.util.concurrent.locks.ReentrantLock;

@Contender(value = "ReentrantLock, fair", only = "kind=mutex")
final class FairLock extends ThreadsInTurn {
  private final ReentrantLock lock = new ReentrantLock(true);

  @Override
  protected void countUnderLock() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      countOn();
    } finally {
      lock.unlock();
    }
  }
}
