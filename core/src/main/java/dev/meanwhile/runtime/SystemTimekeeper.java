package dev.meanwhile.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * Real time. One daemon thread rings the alarms; a wait with a time limit needs none, it parks for
 * that long.
 */
final class SystemTimekeeper implements Timekeeper {
  static final SystemTimekeeper INSTANCE = new SystemTimekeeper();

  private final AlarmClock alarms = new AlarmClock();

  private SystemTimekeeper() {}

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void park(Wait wait) {
    if (wait.until() == NEVER) {
      LockSupport.park(wait);
      return;
    }
    long left = wait.until() - nanoTime();
    if (left <= 0) {
      wait.expire();
    } else {
      LockSupport.parkNanos(wait, left);
    }
  }

  @Override
  public Alarm alarm(long at, Runnable ring) {
    return alarms.ring(at, ring);
  }

  /** The same for an alarm that is one by itself; it is {@code now}. */
  void arm(AlarmClock.Armed alarm, long at, long now) {
    alarms.arm(alarm, at, now);
  }

  @Override
  public boolean idle(Run run, int escapes) {
    return escapes > 0;
  }
}
