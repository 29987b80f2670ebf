package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A claim to the permits of one limit, or of several at once: first a place in each queue, then all
 * permits together, given back exactly once.
 *
 * <p>Its state changes only under the locks of all its queues, taken in the order of their numbers.
 * So two leases that share queues stand in the same order in all of them, and the one in front is
 * always served at last: leases of several limits cannot block each other for ever. Nor can one of
 * them and a task that holds a permit and asks for another: {@link Places} lets that pass.
 */
abstract class Lease implements PermitWait {
  private enum State {
    NEW,
    WAITING,
    HELD,
    OVER
  }

  private final Demand demand;
  private final Place first;
  private State state = State.NEW;
  private volatile @Nullable Rejected refusal;
  private long until = Timekeeper.NEVER; // written before the run knows that it waits

  // Guarded by the locks.
  private long heldSince = Timekeeper.NEVER;
  private boolean noted;

  /** Made by what asks. */
  Lease(Demand demand) {
    this.demand = demand;
    this.first = Place.of(this, demand.shares());
  }

  /** Who asks, or null outside of any task. */
  abstract @Nullable TaskNode task();

  /** Whether the task that waits for it holds permits already. */
  abstract boolean isNested();

  /** Whether it is noted at once since when it is held; a look at the clock is not cheap. */
  boolean isTimed() {
    return true;
  }

  /** It has given its permits back. The locks are held. */
  void over() {}

  /** Whether it leaves when it has waited for too long, and does not wait where too many do. */
  boolean isTurnedAway() {
    return true;
  }

  /** It has its places now, and may wait until then. The locks are held. */
  abstract void waits(long until);

  /** Its wait is over. The locks are held. */
  void waited() {}

  /** It has its permits now. No lock is held. */
  abstract void granted();

  /** It gets none, and {@link #refusal} says why. No lock is held. */
  abstract void refused();

  /** Takes the permits, for the first time or again, if they are free and nobody is before it. */
  final boolean tryTake() {
    boolean free;
    first.lockAll();
    try {
      free = tryHold();
    } finally {
      first.unlockAll();
    }
    if (free) {
      announce(task());
    }
    return free;
  }

  /** The same under the locks; nobody is told. */
  final boolean tryHold() {
    boolean free = first.allAdmit();
    if (free) {
      hold();
    }
    return free;
  }

  /** Takes the permits, if they are free and nobody is before it; else its places, if it may. */
  final void request() {
    boolean free;
    boolean accepted;
    first.lockAll();
    try {
      if (state != State.NEW) {
        return;
      }
      free = tryHold();
      accepted = free || tryEnqueue();
    } finally {
      first.unlockAll();
    }
    announce(task());
    if (free) {
      granted();
    } else if (!accepted) {
      refused();
    }
  }

  private boolean tryEnqueue() {
    PermitQueue full = isTurnedAway() ? first.full() : null;
    if (full != null) {
      state = State.OVER;
      refusal = full.rejection("takes no more");
      return false;
    }
    state = State.WAITING;
    first.enqueueAll();
    if (isTurnedAway() && demand.longestWait() != Timekeeper.NEVER) {
      until = Timekeeper.after(timekeeper().nanoTime(), demand.longestWait());
    }
    Run run = run();
    if (run != null) {
      run.queued(this);
    }
    waits(until);
    return true;
  }

  /** Takes the permits, if it is its turn everywhere and they are free. */
  final boolean tryGrant() {
    boolean granted;
    first.lockAll();
    try {
      granted = state == State.WAITING && first.obstacle() == null;
      if (granted) {
        dequeue();
        hold();
      }
    } finally {
      first.unlockAll();
    }
    if (granted) {
      announce(task());
      granted();
    }
    return granted;
  }

  private void hold() {
    state = State.HELD;
    first.holdAll();
    heldSince = Timekeeper.NEVER;
    noted = false;
    if (isTimed()) {
      note();
    }
    Census.add(this);
  }

  /** Notes since when it is held; false if it was told to before. The locks are held. */
  final boolean note() {
    boolean news = !noted;
    noted = true;
    stamp();
    return news;
  }

  private void stamp() {
    if (heldSince == Timekeeper.NEVER) {
      heldSince = timekeeper().nanoTime();
    }
  }

  /** Notes for it alone that it is held by now. No lock is held. */
  final void noteAlone() {
    first.lockAll();
    try {
      stamp();
    } finally {
      first.unlockAll();
    }
  }

  private void dequeue() {
    first.dequeueAll();
    Run run = run();
    if (run != null) {
      run.dequeued(this);
    }
    waited();
  }

  /** Leaves the queues by itself; false if the permits came first, or it is over. */
  final boolean withdraw() {
    return leave(() -> null);
  }

  /** Is sent away by {@code queue}, which is cleared; false as {@link #withdraw()}. */
  final boolean clear(PermitQueue queue) {
    return turnAway(() -> queue.rejection("was cleared"));
  }

  /** Has waited for as long as it may; false as {@link #withdraw()}. */
  final boolean giveUp() {
    return turnAway(() -> obstacle().rejection("was waited for too long"));
  }

  private boolean turnAway(Supplier<Rejected> why) {
    boolean left = leave(why);
    if (left) {
      refused();
    }
    return left;
  }

  /** The queue that does not serve it. */
  private PermitQueue obstacle() {
    return Objects.requireNonNullElse(first.obstacle(), first.queue);
  }

  private boolean leave(Supplier<? extends @Nullable Rejected> why) {
    first.lockAll();
    try {
      if (state != State.NEW && state != State.WAITING) {
        return false;
      }
      refusal = why.get();
      if (state == State.WAITING) {
        dequeue();
      }
      state = State.OVER;
    } finally {
      first.unlockAll();
    }
    announce(task());
    first.serveOthers();
    return true;
  }

  /** Gives the permits back, if they are held. */
  final void giveBack() {
    TaskNode task = task(); // it may be another's as soon as the lock is free
    Lease next;
    first.lockAll();
    try {
      if (state != State.HELD) {
        return;
      }
      next = release();
    } finally {
      first.unlockAll();
    }
    passOn(task, next);
  }

  /**
   * Gives the permit of a worker of {@code group} back, if the limit is to serve another. Both are
   * one step: of several workers that ask at once, only as many give way as must.
   */
  final boolean giveWay(TaskGroup group) {
    PermitQueue queue = first.queue;
    if (queue.isCalm()) {
      return false;
    }
    Lease next;
    first.lockAll();
    try {
      if (state != State.HELD || !queue.isAnotherTurn(group)) {
        return false;
      }
      next = release();
    } finally {
      first.unlockAll();
    }
    passOn(task(), next);
    return true;
  }

  /** Under the locks; who is next without a look at other queues has the permits now. */
  private @Nullable Lease release() {
    state = State.OVER;
    Census.remove(this); // before anybody can know that the permits are free
    first.releaseAll();
    Lease next = grantNext();
    over();
    return next;
  }

  private void passOn(@Nullable TaskNode task, @Nullable Lease next) {
    announce(task);
    if (next != null) {
      next.announce(next.task());
      next.granted();
    }
    first.serveOthers();
  }

  /** The quick way from hand to hand: both are leases of this one limit, whose lock is held. */
  private @Nullable Lease grantNext() {
    Place next = isOfSeveral() ? null : first.queue.first();
    if (next == null || next.lease.isOfSeveral() || next.obstacle() != null) {
      return null;
    }
    next.lease.dequeue();
    next.lease.hold();
    return next.lease;
  }

  final void announce(@Nullable TaskNode task) {
    if (task != null && task.settings().observer() != null) {
      first.announce(task);
    }
  }

  final Demand demand() {
    return demand;
  }

  final int priority() {
    return demand.priority();
  }

  /** Why it was sent away, if it was. */
  final @Nullable Rejected refusal() {
    return refusal;
  }

  /** Whether it asks several queues. */
  final boolean isOfSeveral() {
    return first.hasSiblings();
  }

  /** Whether only its one queue can keep it waiting, and it keeps others waiting meanwhile. */
  final boolean isNestedOfOne() {
    return isNested() && !isOfSeveral();
  }

  /** The run of the one who asks, if there is one. */
  final @Nullable Run run() {
    TaskNode task = task();
    return task == null ? null : task.run();
  }

  private Timekeeper timekeeper() {
    Run run = run();
    return run == null ? SystemTimekeeper.INSTANCE : run.timekeeper();
  }

  /** The thread that asks, once there is one. */
  @Nullable Thread thread() {
    TaskNode task = task();
    return task == null ? null : task.thread();
  }

  final boolean isWaiting() {
    return state == State.WAITING;
  }

  /** Without the locks, of a while ago. */
  final boolean isHeld() {
    return state == State.HELD;
  }

  /** What is known of it as a holder of permits of {@code queue}. The locks are held. */
  final Holding holding(PermitQueue queue) {
    var age = Duration.ofNanos(timekeeper().nanoTime() - heldSince);
    return new Holding(task(), thread(), first.weightIn(queue), age);
  }

  @Override
  public final boolean isStuck() {
    TaskNode task = task();
    return task != null
        && task.settings().deadline() == null
        && until == Timekeeper.NEVER
        && first.isStuckIn(task.run());
  }

  /** The names of its limits. */
  final String limits() {
    return demand.limits();
  }

  @Override
  public String toString() {
    Object who = task() == null ? thread() : task();
    return "a permit of " + limits() + (isHeld() ? ", held by " : ", asked for by ") + who;
  }
}
