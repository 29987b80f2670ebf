package dev.meanwhile.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** A lease that looks, then acts, to see that the checks of {@link LeaseTest} find out. */
final class BrokenLease implements LeaseTest.Claim {
  private final AtomicInteger returned = new AtomicInteger();
  private volatile boolean waiting = true;
  private volatile boolean held;

  @Override
  public boolean grant() {
    if (!waiting) {
      return false;
    }
    Thread.yield();
    waiting = false;
    held = true;
    return true;
  }

  @Override
  public boolean withdraw() {
    if (!waiting) {
      return false;
    }
    Thread.yield();
    waiting = false;
    return true;
  }

  @Override
  public void giveBack() {
    if (held) {
      Thread.yield();
      held = false;
      returned.incrementAndGet();
    }
  }

  @Override
  public int returned() {
    return returned.get();
  }
}
