package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.BatchCause;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
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

  // A call outside of any task makes a run: three objects less.
  private static final AtomicLongFieldUpdater<Run> IDS =
      AtomicLongFieldUpdater.newUpdater(Run.class, "ids");
  private static final AtomicLongFieldUpdater<Run> AWAKE =
      AtomicLongFieldUpdater.newUpdater(Run.class, "awake");
  private static final AtomicIntegerFieldUpdater<Run> ARRIVALS =
      AtomicIntegerFieldUpdater.newUpdater(Run.class, "arrivals");

  private final long number = NUMBERS.incrementAndGet();
  private final Timekeeper timekeeper;
  private final RandomGenerator chance;
  private final long began;

  @SuppressWarnings("UnusedVariable") // by IDS
  private volatile long ids;

  private volatile long awake = 1;
  private volatile int arrivals;
  private volatile @Nullable Set<PermitWait> queued;
  private volatile @Nullable Loaders loaders;
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

  /** The task of this run that the calling thread runs, or null. */
  @Nullable TaskNode current() {
    TaskNode current = TaskNode.begun();
    return current != null && current.run() == this ? current : null;
  }

  /** Nanoseconds since the run began. */
  long elapsed() {
    return timekeeper.nanoTime() - began;
  }

  long nextId() {
    return IDS.incrementAndGet(this);
  }

  /** Whether no task is awake at this moment. */
  public boolean isIdle() {
    return !isGathering() && (int) awake == 0;
  }

  /** A task is about to run, on a thread that does not exist yet. */
  void rise() {
    AWAKE.incrementAndGet(this);
  }

  /** A task has ended. */
  void rest() {
    lookForIdle(AWAKE.decrementAndGet(this));
  }

  /** A task is about to park. */
  void park(boolean escapable) {
    lookForIdle(AWAKE.addAndGet(this, escapable ? ESCAPE - 1 : -1));
  }

  /** A parked task is about to be woken. */
  void wake(boolean escapable) {
    AWAKE.addAndGet(this, escapable ? 1 - ESCAPE : 1);
  }

  /**
   * Something outside the run will start a task that was accepted, or may fire a signal that a task
   * listens to.
   */
  void expect() {
    AWAKE.addAndGet(this, ESCAPE);
  }

  /** It will not any more. */
  void expectNoMore() {
    AWAKE.addAndGet(this, -ESCAPE);
  }

  /** Something has changed that a parked task may have relied on. */
  void look() {
    lookForIdle(awake);
  }

  private void lookForIdle(long word) {
    if ((int) word == 0) {
      if (isGathering()) {
        departBatches();
      } else if (!timekeeper.idle(this, escapes(word))) {
        stalled();
      }
    }
  }

  /**
   * Lets the batches depart that were gathered when no task was awake. Later ones wait for the next
   * time; the first of these batches may have woken somebody by then.
   */
  private void departBatches() {
    List<Lane<?>.Gathering> due = loaders().gathering();
    long word = awake;
    while ((int) word == 0 && !AWAKE.compareAndSet(this, word, word + 1)) {
      word = awake;
    }
    if ((int) word == 0) {
      due.forEach(keys -> keys.depart(BatchCause.ALL_WAIT));
      rest();
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

  /**
   * How many waits may be ended by time or from outside the run; -1 if a task is awake. Looks again
   * if somebody has begun to wait for a permit meanwhile: a permit from outside may have woken a
   * task that waits for something else now.
   */
  private int escapesOfIdle() {
    while (true) {
      if (isGathering()) {
        return -1;
      }
      int seen = arrivals;
      long word = awake;
      int escapes = (int) word == 0 ? escapes(word) : -1;
      if (awake != word) {
        return -1;
      }
      if (escapes < 0 || arrivals == seen) {
        return escapes;
      }
    }
  }

  /**
   * The escapes; none if those are only waits for permits that this run itself stands in front of.
   */
  private int escapes(long word) {
    int escapes = Math.max(0, (int) (word >>> 32));
    Set<PermitWait> waits = queued;
    if (waits == null || escapes > waits.size()) {
      return escapes;
    }
    return waits.stream().allMatch(PermitWait::isStuck) ? 0 : escapes;
  }

  /** Whether a batch will depart as soon as no task is awake, so that the run is not idle then. */
  private boolean isGathering() {
    Loaders known = loaders;
    return known != null && known.isGathering();
  }

  /** The loads of this run. */
  Loaders loaders() {
    Loaders known = loaders;
    return known == null ? openLoaders() : known;
  }

  private synchronized Loaders openLoaders() {
    if (loaders == null) {
      loaders = new Loaders(Objects.requireNonNull(root, "the run has not begun"));
    }
    return loaders;
  }

  /** The batches that have departed and not ended. */
  List<Member> batches() {
    Loaders known = loaders;
    return known == null ? List.of() : known.group().members();
  }

  /** Ends what batches there are. */
  void closeLoaders() {
    Loaders known = loaders;
    if (known != null) {
      known.group().close();
    }
  }

  /** A task of this run waits for a permit. */
  synchronized void queued(PermitWait wait) {
    if (queued == null) {
      queued = ConcurrentHashMap.newKeySet();
    }
    ARRIVALS.incrementAndGet(this);
    queued.add(wait);
  }

  /** A task of this run waits for its permit no longer. */
  void dequeued(PermitWait wait) {
    Set<PermitWait> waits = queued;
    if (waits != null) {
      waits.remove(wait);
    }
  }

  private void stalled() {
    Root first = root;
    if (first != null && first.cancelled() == null && isStuck()) {
      first.cancel(Cancel.stalled(WaitGraph.of(first, batches())));
    }
  }
}
