package dev.meanwhile.testing;

import dev.meanwhile.runtime.Run;
import dev.meanwhile.runtime.Timekeeper;
import dev.meanwhile.runtime.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that stands still while anybody is awake. When every task of every run on this clock is
 * parked at a wait point of ours, the clock may jump to the next moment at which something is due;
 * what is due at the same moment is rung together, in the order in which it was armed.
 *
 * <p>Two locks: {@code jump} lets one thread at a time move the clock and ring, the clock's own
 * monitor guards what is due. Nothing is rung under the monitor.
 */
final class VirtualClock implements Timekeeper {
  private final boolean automatic;
  private final ReentrantLock jump = new ReentrantLock();
  private final Condition rested = jump.newCondition();
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private boolean ringing;

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Map<Wait, Due> waits = new HashMap<>();
  private long armed;
  private volatile long now;

  VirtualClock(boolean automatic) {
    this.automatic = automatic;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void begin(Wait wait) {
    if (wait.until() <= now) {
      wait.expire();
    } else if (wait.until() != NEVER) {
      synchronized (this) {
        waits.put(wait, add(wait.until(), wait::expire));
      }
    }
  }

  @Override
  public synchronized void end(Wait wait) {
    Due entry = waits.remove(wait);
    if (entry != null) {
      due.remove(entry);
    }
  }

  @Override
  public void park(Wait wait) {
    LockSupport.park(wait);
  }

  @Override
  public synchronized Alarm alarm(long at, Runnable ring) {
    Due entry = add(at, ring);
    return () -> {
      synchronized (this) {
        due.remove(entry);
      }
    };
  }

  private Due add(long at, Runnable ring) {
    var entry = new Due(at, armed++, ring);
    due.add(entry);
    return entry;
  }

  @Override
  public void began(Run run) {
    runs.add(run);
  }

  @Override
  public void ended(Run run) {
    runs.remove(run);
    if (automatic && !runs.isEmpty()) {
      jumpToNext(NEVER);
    }
    signal();
  }

  @Override
  public boolean idle(Run run, int escapes) {
    if (!automatic) {
      signal();
    } else if (escapes > 0) {
      jumpToNext(NEVER);
    }
    return escapes > 0;
  }

  /**
   * Jumps and rings until somebody is awake or nothing is due by {@code limit}; false if nothing
   * was rung and nobody is awake.
   */
  private boolean jumpToNext(long limit) {
    jump.lock();
    try {
      boolean moved = ringing;
      while (!ringing && isIdle()) {
        List<Due> next = takeNext(limit);
        if (next.isEmpty()) {
          return moved;
        }
        moved = true;
        ringAll(next);
      }
      return true;
    } finally {
      jump.unlock();
    }
  }

  private void ringAll(List<Due> entries) {
    ringing = true;
    try {
      entries.forEach(entry -> entry.ring.run());
    } finally {
      ringing = false;
    }
  }

  private synchronized List<Due> takeNext(long limit) {
    var next = new ArrayList<Due>();
    Due first = due.peek();
    if (first == null || first.at > limit) {
      return next;
    }
    now = Math.max(now, first.at);
    for (Due entry = first; entry != null && entry.at <= now; entry = due.peek()) {
      next.add(due.remove());
    }
    return next;
  }

  /**
   * Whether all runs rest; one that has stalled is about to be told so, and does not. They are
   * looked at twice: while one is looked at, it may wake another that was looked at before, and
   * rest.
   */
  private boolean isIdle() {
    boolean before = areResting();
    return before && areResting();
  }

  private boolean areResting() {
    return runs.stream().allMatch(Run::isResting);
  }

  private void signal() {
    jump.lock();
    try {
      rested.signalAll();
    } finally {
      jump.unlock();
    }
  }

  /**
   * Lets {@code nanos} pass, and rings what becomes due meanwhile; returns when everybody is parked
   * again.
   */
  void advance(long nanos) throws InterruptedException {
    long until = Timekeeper.after(now, nanos);
    awaitIdle();
    while (jumpToNext(until)) {
      awaitIdle();
    }
    synchronized (this) {
      now = Math.max(now, until);
    }
  }

  /** Waits until every task is parked. */
  void awaitIdle() throws InterruptedException {
    jump.lockInterruptibly();
    try {
      while (!isIdle()) {
        rested.await();
      }
    } finally {
      jump.unlock();
    }
  }

  /** Something that is due at a moment. */
  private static final class Due implements Comparable<Due> {
    private final long at;
    private final long order;
    private final Runnable ring;

    private Due(long at, long order, Runnable ring) {
      this.at = at;
      this.order = order;
      this.ring = ring;
    }

    @Override
    public int compareTo(Due other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }
}
