package dev.meanwhile.benchmarks.mutex;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.concurrent.locks.ReentrantLock;

@Contender(value = "ReentrantLock, unfair", role = Role.REFERENCE, only = "kind=mutex")
final class UnfairLock extends ThreadsInTurn {
  private final ReentrantLock lock = new ReentrantLock(false);

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
