package dev.meanwhile.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A clock that stands still, and counts how often it was told that nobody is awake. */
record CountingIdle(AtomicInteger idle) implements Timekeeper {
  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public void park(Wait wait) {
    LockSupport.park(wait);
  }

  @Override
  public Alarm alarm(long at, Runnable ring) {
    return () -> {};
  }

  @Override
  public boolean idle(Run run, int escapes) {
    idle.incrementAndGet();
    return true;
  }
}
