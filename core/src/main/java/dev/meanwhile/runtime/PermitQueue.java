package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.observe.TaskEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, those who hold them, and those who wait: by priority, and first come, first
 * served. The first in the queue waits until there is enough for it, and holds up those behind it,
 * so that who asks for much is not starved by those who ask for little.
 *
 * <p>Guarded by its own lock; nobody is started or told under it. What it does to a lease, the
 * {@link Lease} asks it to.
 */
public final class PermitQueue {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final VarHandle IN_USE;

  static {
    try {
      IN_USE = MethodHandles.lookup().findVarHandle(PermitQueue.class, "inUse", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long number = NUMBERS.incrementAndGet();
  private final String name;
  private final int maxWaiting;
  private final long maxWaitNanos;

  private final ReentrantLock lock = new ReentrantLock();
  private final Places waiting = new Places();
  private final Places held = new Places();
  private final QuietWaits quiet = new QuietWaits(this);
  private final @Nullable Adaptation adaptation;
  private @Nullable CallLease spare;
  private volatile int capacity;
  private volatile int inUse;
  private volatile int inLine;
  private volatile boolean paused;

  /**
   * Made by a limit, which has checked the numbers.
   *
   * @param most if that is more than the capacity, the queue adapts itself, between the two
   * @param maxWaiting how many may wait; who comes later is rejected
   * @param maxWaitNanos how long one may wait, or {@link Timekeeper#NEVER}
   */
  public PermitQueue(String name, int capacity, int most, int maxWaiting, long maxWaitNanos) {
    this.name = name;
    this.capacity = capacity;
    this.maxWaiting = maxWaiting;
    this.maxWaitNanos = maxWaitNanos;
    this.adaptation = most > capacity ? new Adaptation(this, capacity, most) : null;
  }

  /** Of a size that changes only where it is told to. */
  public PermitQueue(String name, int capacity, int maxWaiting, long maxWaitNanos) {
    this(name, capacity, capacity, maxWaiting, maxWaitNanos);
  }

  /** With room for everyone to wait for as long as it takes. */
  public PermitQueue(String name, int capacity) {
    this(name, capacity, Integer.MAX_VALUE, Timekeeper.NEVER);
  }

  void lock() {
    lock.lock();
  }

  /** Those who wait for quiet are told here, where nobody is between two states. */
  void unlock() {
    quiet.changed(inUse, inLine);
    lock.unlock();
  }

  /** The order in which locks are taken. */
  long number() {
    return number;
  }

  long maxWaitNanos() {
    return maxWaitNanos;
  }

  /** Who decides on its size, if it adapts. */
  @Nullable Adaptation adaptation() {
    return adaptation;
  }

  /** Whether a lease may be here to be used again; only a hint. */
  boolean hasSpare() {
    return spare != null;
  }

  // What follows, until "public", is called under the lock.

  /** Whether a new lease may have its permits at once. */
  boolean admits(Place place) {
    return fits(place.weight) && waiting.wouldBeNext(place);
  }

  /** Whether it is the turn of the lease, and there is enough for it. */
  boolean serves(Place place) {
    return fits(place.weight) && waiting.isNext(place);
  }

  /** Who asks for more than there ever is, since the limit became smaller, gets all there is. */
  private boolean fits(int weight) {
    return !paused && (weight <= capacity - inUse || (inUse == 0 && capacity > 0));
  }

  boolean isFull() {
    return waiting.size() >= maxWaiting;
  }

  @Nullable Place first() {
    return waiting.first();
  }

  void enqueue(Place place) {
    held.note();
    waiting.add(place);
    inLine = waiting.size();
  }

  void dequeue(Place place) {
    waiting.remove(place);
    inLine = waiting.size();
  }

  void hold(Place place) {
    held.append(place);
    countHeld();
  }

  void release(Place place) {
    held.remove(place);
    countHeld();
  }

  /** The lease of a call that has ended, for the next one: mostly there is one call at a time. */
  @Nullable CallLease spare() {
    return spare;
  }

  void spare(@Nullable CallLease lease) {
    spare = lease;
  }

  /** Who reads the number without the lock sees it when the lock is free: that saves a fence. */
  private void countHeld() {
    IN_USE.setRelease(this, held.weight());
  }

  /**
   * Whether a worker of {@code group} must give its permit back before it goes on: the limit has
   * become smaller or pauses, or another group waits. In the last case that group is first in the
   * queue now: who asks has had its turn, and with it everyone of its group.
   */
  boolean isAnotherTurn(TaskGroup group) {
    boolean another = waiting.any(lease -> !isOf(group, lease) && lease.priority() >= 0);
    Place first = waiting.first();
    if (another && first != null && isOf(group, first.lease)) {
      waiting.remove(first);
      waiting.add(first);
    }
    return another || paused || inUse > capacity;
  }

  private static boolean isOf(TaskGroup group, Lease lease) {
    return lease.task() instanceof Fork<?, ?> fork && fork.group() == group;
  }

  /** Whose turn it is, if there is enough for them here. */
  List<Lease> next() {
    if (inLine == 0) {
      return List.of();
    }
    lock();
    try {
      Place first = waiting.first();
      if (first == null || first.lease.isOfSeveral()) {
        return waiting.next().stream()
            .filter(place -> fits(place.weight))
            .map(place -> place.lease)
            .toList();
      }
      return fits(first.weight) ? List.of(first.lease) : List.of();
    } finally {
      unlock();
    }
  }

  /** Whether nobody waits and all who hold permits may keep them. Asked without the lock, too. */
  boolean isCalm() {
    return inLine == 0 && !paused && inUse <= capacity;
  }

  /** Whether one more would be rejected. */
  boolean wouldReject() {
    lock();
    try {
      return (waiting.first() != null || !fits(1)) && isFull();
    } finally {
      unlock();
    }
  }

  /**
   * Whether {@code place} cannot be served before {@code run} itself moves: it holds too much, or
   * has another place in front, which is asked for itself. What others hold, and where they stand,
   * does not matter: they may leave.
   */
  boolean isStuck(Place place, Run run) {
    lock();
    try {
      if (!place.lease.isWaiting()) {
        return false;
      }
      if (waiting.isHeldUp(place, lease -> lease.run() == run)) {
        return true;
      }
      int own = held.weight(lease -> lease.run() == run);
      return own > 0 && place.weight > capacity - own;
    } finally {
      unlock();
    }
  }

  /** Whether {@code run} waits for permits, or holds some, if that is asked, too. */
  boolean isUsedBy(Run run, boolean orHeld) {
    lock();
    try {
      return waiting.any(lease -> lease.run() == run)
          || (orHeld && held.any(lease -> lease.run() == run));
    } finally {
      unlock();
    }
  }

  Rejected rejection(String why) {
    return new Rejected(name, why, inUse, capacity, inLine);
  }

  TaskEvent event(long run, long at, long task) {
    return new TaskEvent.LimitChanged(run, at, name, task, capacity, inUse, inLine);
  }

  /** Changes the number of permits; those that are held stay so. */
  public void resize(int permits) {
    if (adaptation == null) {
      change(() -> capacity = permits);
    } else {
      adaptation.goOnFrom(permits);
    }
  }

  /** Takes the size that {@code decided} says last: it may change meanwhile. */
  void adapt(Adaptation decided) {
    change(() -> capacity = decided.capacity());
  }

  /** Grants nothing more, until {@link #resume}. */
  public void pause() {
    change(() -> paused = true);
  }

  /** Goes on granting. */
  public void resume() {
    change(() -> paused = false);
  }

  private void change(Runnable what) {
    lock();
    try {
      what.run();
    } finally {
      unlock();
    }
    Serving.at(this);
    leases(waiting).stream().map(Lease::run).filter(Objects::nonNull).distinct().forEach(Run::look);
  }

  /**
   * Rejects everyone who waits now, the last one first, because who leaves moves up only those
   * behind; returns how many.
   */
  public int clear() {
    int cleared = 0;
    for (Lease lease : leases(waiting).reversed()) {
      if (lease.clear(this)) {
        cleared++;
      }
    }
    return cleared;
  }

  /** Waits until nobody waits for a permit. */
  public void awaitEmpty() throws InterruptedException {
    quiet.await(false);
  }

  /** Waits until nobody waits for a permit and none is held. */
  public void awaitIdle() throws InterruptedException {
    quiet.await(true);
  }

  /** Who holds permits, the earliest first. */
  public <H> List<H> holders(HolderView<H> view) {
    return holdings().stream().map(holding -> holding.as(view)).toList();
  }

  private List<Holding> holdings() {
    lock();
    try {
      held.note();
      return held.leases().stream().map(lease -> lease.holding(this)).toList();
    } finally {
      unlock();
    }
  }

  /** What is told of a holder. */
  @FunctionalInterface
  public interface HolderView<H> {
    /** The task or its thread, how many permits it holds, for how long, and where it is. */
    H of(String task, int permits, Duration age, List<StackTraceElement> stack);
  }

  private List<Lease> leases(Places places) {
    lock();
    try {
      return places.leases();
    } finally {
      unlock();
    }
  }

  /** How many permits there are. */
  public int capacity() {
    return capacity;
  }

  /** How many permits are held. */
  public int inUse() {
    return inUse;
  }

  /** How many tasks wait for one. */
  public int waiting() {
    return inLine;
  }

  /** Whether it grants nothing at present. */
  public boolean isPaused() {
    return paused;
  }

  @Override
  public String toString() {
    return name;
  }
}
