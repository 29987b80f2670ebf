package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread. Exactly one of release, expiry and interrupt ends it, decided by a single
 * compare-and-set.
 *
 * <p>Whoever ends it counts the task as awake, and only then lets its thread go on. A thread that
 * went on as soon as it saw the end could park again before it was counted, and a run at work would
 * look idle.
 */
public final class Wait {
  private static final VarHandle END;

  static {
    try {
      END = MethodHandles.lookup().findVarHandle(Wait.class, "end", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread thread = Thread.currentThread();
  private final @Nullable TaskNode node;
  private final WaitReason reason;
  private final @Nullable Object on;
  private final long until;

  /** A {@link WaitEnd}, or the task that released it. */
  private volatile @Nullable Object end;

  /** Whether it is over and the task counts as awake, so that its thread may go on. */
  private volatile boolean counted;

  private long id;

  /** The next in the chain of the cell that this wait is for. */
  @Nullable Wait next;

  /** A wait of the current thread for {@code on}, until {@code until} at the latest. */
  Wait(@Nullable TaskNode node, WaitReason reason, @Nullable Object on, long until) {
    this.node = node;
    this.reason = reason;
    this.on = on;
    this.until = until;
  }

  /**
   * Parks until released, expired or interrupted; an interrupt that ends the wait clears the
   * thread's flag. An interrupt that is there before the call, or a cancel that reached the task
   * already, ends it at once.
   */
  WaitEnd await() {
    if (node == null) {
      heedInterrupts(false);
      parkUntilOver(SystemTimekeeper.INSTANCE);
      return ended();
    }
    WaitSpan span = WaitSpan.start();
    Timekeeper timekeeper = node.run().timekeeper();
    node.waiting(this);
    Events.waitBegan(node, this);
    timekeeper.begin(this);
    heedInterrupts(isOfTask() && node.cancelled() != null);
    node.run().park(isEscapable());
    parkUntilOver(timekeeper);
    timekeeper.end(this);
    node.waiting(null);
    WaitEnd how = ended();
    if (how == WaitEnd.INTERRUPTED) {
      Thread.interrupted();
    }
    Events.waitEnded(node, this, how);
    if (span != null) {
      span.finish(node, this);
    }
    return how;
  }

  /**
   * To be thrown where an interrupt has ended it: what the task was told, or that the thread was
   * interrupted.
   */
  RuntimeException interrupted() throws InterruptedException {
    Cancel why = node == null ? null : node.cancelled();
    throw Thrown.as(why == null ? new InterruptedException() : why.thrown());
  }

  private void parkUntilOver(Timekeeper timekeeper) {
    while (!counted) {
      timekeeper.park(this);
      heedInterrupts(false);
    }
  }

  /**
   * What comes before the thread counts as parked must end the wait before, or time could pass
   * meanwhile.
   */
  private void heedInterrupts(boolean cancelled) {
    if (cancelled) {
      finish(WaitEnd.INTERRUPTED);
    } else if (Thread.interrupted() && !isKept() && !finish(WaitEnd.INTERRUPTED)) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isKept() {
    return node != null && node.keepInterrupt();
  }

  /** Ends the wait because what it waited for came, brought by {@code by}. */
  void release(@Nullable TaskNode by) {
    if (finish(by == null ? WaitEnd.RELEASED : by)) {
      LockSupport.unpark(thread);
    }
  }

  /** Ends the wait because its time has come. */
  public void expire() {
    if (finish(WaitEnd.TIMED_OUT) && Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Ends the wait as an interrupt of its thread does. If something else ends it at this moment,
   * that is counted when this returns: who tells others to stop must not see the run idle before.
   */
  public void interrupt() {
    if (node != null && node.isShielded()) {
      return;
    }
    if (!finish(WaitEnd.INTERRUPTED)) {
      awaitCounted();
    } else if (Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
    }
  }

  @SuppressWarnings(
      "ThreadPriorityCheck") // for one step of another thread, which may need the carrier
  private void awaitCounted() {
    while (!counted) {
      Thread.yield();
    }
  }

  /**
   * Whether a cancel of the task ends the wait. The wait for the tasks of a group is the group's to
   * end, and a callback that runs is always waited for.
   */
  boolean isOfTask() {
    return !(on instanceof TaskGroup || on instanceof CancelListener || on instanceof BatchFork);
  }

  private boolean finish(Object how) {
    if (!END.compareAndSet(this, null, how)) {
      return false;
    }
    if (node != null) {
      node.run().wake(isEscapable());
    }
    counted = true;
    return true;
  }

  private WaitEnd ended() {
    return switch (end) {
      case WaitEnd how -> how;
      case TaskNode releaser -> WaitEnd.RELEASED;
      case null, default -> throw new AssertionError("woke before the wait was over");
    };
  }

  /** Whether time, or something outside the run, may end it. */
  private boolean isEscapable() {
    return until != Timekeeper.NEVER
        || node == null
        || node.settings().deadline() != null
        || on instanceof CancelListener
        || on instanceof Lease
        || on instanceof PermitQueue
        || isForAnother(node.run());
  }

  private boolean isForAnother(Run run) {
    return switch (on) {
      case TaskNode task -> task.run() != run;
      case TaskGroup group -> group.run() != run;
      case null, default -> false;
    };
  }

  /** Whether it is over. */
  public boolean isOver() {
    return end != null;
  }

  /** When it ends at the latest. */
  public long until() {
    return until;
  }

  /** Who waits. */
  public Thread thread() {
    return thread;
  }

  WaitReason reason() {
    return reason;
  }

  @Nullable Object on() {
    return on;
  }

  /** The number by which events name it; given when first asked for. */
  long id(Run run) {
    if (id == 0) {
      id = run.nextId();
    }
    return id;
  }

  @Nullable TaskNode releaser() {
    return end instanceof TaskNode releaser ? releaser : null;
  }

  @Override
  public String toString() {
    return switch (on) {
      case null -> "waits: " + reason;
      case Lease lease -> "waits: for a permit of " + lease.limits();
      default -> "waits: " + reason + " of " + on;
    };
  }
}
