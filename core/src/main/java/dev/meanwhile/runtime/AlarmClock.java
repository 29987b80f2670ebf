package dev.meanwhile.runtime;

import dev.meanwhile.runtime.Timekeeper.Alarm;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rings alarms on real time, on one daemon thread, which sleeps until the next one is due. Threads
 * are spread over several wheels, so that they do not meet at one lock.
 */
final class AlarmClock {
  private static final int WHEELS =
      Integer.highestOneBit(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 32));

  private final long origin = System.nanoTime();
  private final Ring[] rings = new Ring[WHEELS];
  private volatile long wakesAt = Timekeeper.NEVER; // also while it looks around
  private volatile @Nullable Thread ringer;

  AlarmClock() {
    for (int i = 0; i < WHEELS; i++) {
      rings[i] = new Ring();
    }
  }

  /** Rings at {@code at}, a time of {@link System#nanoTime}, or soon after. */
  Alarm ring(long at, Runnable what) {
    var alarm = new Errand(what);
    arm(alarm, at, System.nanoTime());
    return alarm;
  }

  /** Rings {@code alarm}, which is armed once, at {@code at} or soon after; it is {@code now}. */
  void arm(Armed alarm, long at, long now) {
    Ring ring = rings[(int) Thread.currentThread().threadId() & (WHEELS - 1)];
    alarm.ring = ring;
    alarm.at(Math.max(0, at - origin));
    ring.add(alarm, now - origin);
    if (alarm.at() < wakesAt) {
      wake();
    }
  }

  private long now() {
    return System.nanoTime() - origin;
  }

  private void wake() {
    Thread thread = ringer;
    LockSupport.unpark(thread == null ? start() : thread);
  }

  private synchronized Thread start() {
    Thread known = ringer;
    if (known == null) {
      known = Thread.ofPlatform().daemon().name("meanwhile-alarms").unstarted(this::ringForEver);
      ringer = known;
      known.start();
    }
    return known;
  }

  private void ringForEver() {
    while (true) {
      wakesAt = Timekeeper.NEVER; // who adds one from here on wakes this thread
      long now = now();
      long next = Timekeeper.NEVER;
      for (Ring ring : rings) {
        next = Math.min(next, ring.ringUntil(now));
      }
      wakesAt = next;
      if (next == Timekeeper.NEVER) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, next - now());
      }
    }
  }

  /** A wheel, its lock, and what is in it. */
  private static final class Ring {
    private final ReentrantLock lock = new ReentrantLock();
    private final TimerWheel wheel = new TimerWheel();

    private void add(Armed alarm, long now) {
      lock.lock();
      try {
        wheel.add(alarm, now);
      } finally {
        lock.unlock();
      }
    }

    private boolean remove(Armed alarm) {
      lock.lock();
      try {
        return wheel.remove(alarm);
      } finally {
        lock.unlock();
      }
    }

    /** Rings what is due, and says when the next is. */
    private long ringUntil(long now) {
      TimerWheel.Entry due;
      long next;
      lock.lock();
      try {
        due = wheel.take(now);
        next = wheel.next();
      } finally {
        lock.unlock();
      }
      while (due instanceof Armed alarm) {
        due = alarm.after();
        ring(alarm);
      }
      return next;
    }

    private static void ring(Armed alarm) {
      try {
        alarm.ring();
      } catch (Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
      }
    }
  }

  /** An alarm of this clock, in the wheel by itself. */
  abstract static class Armed extends TimerWheel.Entry {
    private @Nullable Ring ring;

    /** Its time has come; it may be cancelled at the same moment. On the thread of the clock. */
    abstract void ring();

    /** Takes it out, so that it does not ring; false if it is not armed, or about to ring. */
    final boolean disarm() {
      return ring != null && ring.remove(this);
    }
  }

  private static final class Errand extends Armed implements Alarm {
    private final Runnable what;
    private volatile boolean cancelled;

    private Errand(Runnable what) {
      this.what = what;
    }

    @Override
    void ring() {
      if (!cancelled) {
        what.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      disarm();
    }
  }
}
