package dev.meanwhile.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One verb called from outside any task, with everything below it. Holds the clock, the source of
 * chance and the idle counter.
 *
 * <p>The idle counter is the number of tasks that are awake: started and not parked at a wait point
 * of ours. It is counted, never sampled, because a thread in a socket read looks like one in a
 * wait. Whoever wakes a task counts it as awake before it runs, so that the counter cannot touch
 * zero in between. At zero the timekeeper is asked what comes next; if nothing can, the run has
 * stalled.
 *
 * <p>In the upper half of the same word: how many waits may be ended by time or from outside the
 * run.
 */
public final class Run {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final long ESCAPE = 1L << 32;

  private final long number = NUMBERS.incrementAndGet();
  private final Timekeeper timekeeper;
  private final RandomGenerator chance;
  private final long began;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong awake = new AtomicLong(1);
  private volatile @Nullable Set<Lease> queued;
  private @Nullable Root root;

  Run(Timekeeper timekeeper, RandomGenerator chance) {
    this.timekeeper = timekeeper;
    this.chance = chance;
    this.began = timekeeper.nanoTime();
  }

  void begin(Root first) {
    root = first;
    timekeeper.began(this);
  }

  void end() {
    timekeeper.ended(this);
  }

  /** A number unique in the process. */
  public long number() {
    return number;
  }

  /** The clock of every wait in this run. */
  public Timekeeper timekeeper() {
    return timekeeper;
  }

  /** The source of all jitter in this run. */
  public RandomGenerator chance() {
    return chance;
  }

  /** Nanoseconds since the run began. */
  long elapsed() {
    return timekeeper.nanoTime() - began;
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  /** Whether no task is awake at this moment. */
  public boolean isIdle() {
    return (int) awake.get() == 0;
  }

  /** A task is about to run, on a thread that does not exist yet. */
  void rise() {
    awake.incrementAndGet();
  }

  /** A task has ended. */
  void rest() {
    lookForIdle(awake.decrementAndGet());
  }

  /** A task is about to park. */
  void park(boolean escapable) {
    lookForIdle(awake.addAndGet(escapable ? ESCAPE - 1 : -1));
  }

  /** A parked task is about to be woken. */
  void wake(boolean escapable) {
    awake.addAndGet(escapable ? 1 - ESCAPE : 1);
  }

  /** A task was accepted that something outside the run will start. */
  void expect() {
    awake.addAndGet(ESCAPE);
  }

  /** Nothing outside the run is about to start a task any more. */
  void expectNoMore() {
    awake.addAndGet(-ESCAPE);
  }

  private void lookForIdle(long word) {
    if ((int) word == 0 && !timekeeper.idle(this, (int) (word >>> 32) - stuck())) {
      stalled();
    }
  }

  /** Whether no task is awake, and time or something outside the run may wake one. */
  public boolean isResting() {
    return escapesOfIdle() > 0;
  }

  /** Whether no task is awake, and nothing will ever wake one. */
  boolean isStuck() {
    return escapesOfIdle() == 0;
  }

  /** How many waits may be ended by time or from outside the run; -1 if a task is awake. */
  private int escapesOfIdle() {
    long word = awake.get();
    if ((int) word != 0) {
      return -1;
    }
    int escapes = Math.max(0, (int) (word >>> 32) - stuck());
    return awake.get() == word ? escapes : -1;
  }

  /** How many of the queued leases wait for permits that only this run can give back. */
  private int stuck() {
    Set<Lease> leases = queued;
    return leases == null ? 0 : (int) leases.stream().filter(Lease::isStuck).count();
  }

  /** A task of this run waits for a permit. */
  synchronized void queued(Lease lease) {
    if (queued == null) {
      queued = ConcurrentHashMap.newKeySet();
    }
    queued.add(lease);
  }

  /** A task of this run waits for its permit no longer. */
  void dequeued(Lease lease) {
    Set<Lease> leases = queued;
    if (leases != null) {
      leases.remove(lease);
    }
  }

  private void stalled() {
    Root first = root;
    if (first != null && isIdle()) {
      first.cancel(Cancel.stalled(WaitGraph.of(first)));
    }
  }
}
