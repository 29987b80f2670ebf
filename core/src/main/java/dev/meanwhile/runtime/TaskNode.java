package dev.meanwhile.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task in the tree, or a stretch of one that runs under settings of its own.
 *
 * <p>A task is cancelled exactly when {@link #cancelled} is not null; its interrupt only tells it
 * so.
 */
public abstract non-sealed class TaskNode implements Cancellable, Standing {
  private static final ThreadLocal<@Nullable Standing> CURRENT = new ThreadLocal<>();
  private static final VarHandle CANCEL;
  private static final VarHandle LISTENERS;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CANCEL = lookup.findVarHandle(TaskNode.class, "cancel", Cancel.class);
      LISTENERS = lookup.findVarHandle(TaskNode.class, "listeners", CancelListeners.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final @Nullable TaskNode parent;
  private final Settings settings;
  private volatile @Nullable Cancel cancel;
  private volatile @Nullable Cancellable open;
  private volatile @Nullable Wait waiting;
  private volatile @Nullable CancelListeners listeners;
  private volatile List<Stage> stages = List.of();

  TaskNode(@Nullable TaskNode parent, Settings settings) {
    this.parent = parent;
    this.settings = settings;
  }

  /** The innermost task that the calling thread runs, or null. A call that has none begins one. */
  static @Nullable TaskNode current() {
    return at(CURRENT.get());
  }

  /** The innermost task at {@code standing}. A call that has none begins one. */
  static @Nullable TaskNode at(@Nullable Standing standing) {
    if (!(standing instanceof StandingCall call)) {
      return (TaskNode) standing;
    }
    TaskNode begun = call.begun();
    return begun == null ? begin(call) : begun;
  }

  /** Observers may ask for the current task meanwhile: there is none. */
  private static TaskNode begin(StandingCall call) {
    Standing here = enter(null);
    try {
      return call.begin();
    } finally {
      stand(here);
    }
  }

  /** The same, but calls whose stretch has not begun are passed over: none begins. */
  static @Nullable TaskNode begun() {
    return around(CURRENT.get());
  }

  /** The innermost task at {@code standing}, or around it. */
  static @Nullable TaskNode around(@Nullable Standing standing) {
    Standing each = standing;
    while (each instanceof StandingCall call) {
      TaskNode begun = call.begun();
      each = begun == null ? call.outer() : begun;
    }
    return (TaskNode) each;
  }

  /** Whether there is a task at {@code standing}, or a stretch of one, that has begun. */
  static boolean isBegun(@Nullable Standing standing) {
    return standing instanceof StandingCall call ? call.begun() != null : standing != null;
  }

  /** Where the calling thread stands, or null outside of everything. */
  static @Nullable Standing standing() {
    return CURRENT.get();
  }

  /** The innermost task that the calling thread runs, which is one of ours. */
  static TaskNode running() {
    TaskNode current = current();
    if (current == null) {
      throw new AssertionError(Thread.currentThread() + " runs no task");
    }
    return current;
  }

  /** Makes {@code next} the current one, and returns the one before it. */
  static @Nullable Standing enter(@Nullable Standing next) {
    Standing before = CURRENT.get();
    CURRENT.set(next);
    return before;
  }

  /** The same, for who knows what was before. */
  static void stand(@Nullable Standing next) {
    CURRENT.set(next);
  }

  /** The number by which events name the task. A stretch of a task has the task's number. */
  abstract long id();

  /**
   * The names from the first task of the run down to this one, joined by slashes; empty for an
   * unnamed first task.
   */
  abstract String path();

  /** The thread it runs on, once there is one. */
  abstract @Nullable Thread thread();

  /** Whether observers are told that {@code why} has reached this; a task is told of once. */
  boolean announces(Cancel why) {
    return true;
  }

  /** Interrupts the task's thread, if the task still runs there. */
  abstract void ring();

  /** The bell of its thread: the innermost one, if that is behind a shield. */
  abstract Doorbell bell();

  final @Nullable TaskNode parent() {
    return parent;
  }

  final Settings settings() {
    return settings;
  }

  final Run run() {
    return settings.run();
  }

  final @Nullable Cancel cancelled() {
    return cancel;
  }

  final @Nullable Wait waiting() {
    return waiting;
  }

  final void waiting(@Nullable Wait wait) {
    waiting = wait;
  }

  final @Nullable Cancellable open() {
    return open;
  }

  /**
   * Says what this task opened, so that a cancel finds it; a cancel that came before is passed on
   * now.
   */
  final void open(@Nullable Cancellable opened) {
    open = opened;
    Cancel before = cancel;
    if (opened != null && before != null) {
      opened.cancel(before);
    }
  }

  /** A stage that goes on between the calls that this task makes. */
  final void attach(Stage stage) {
    synchronized (this) {
      stages = Stream.concat(stages.stream(), Stream.of(stage)).toList();
    }
    Cancel before = cancel;
    if (before != null) {
      stage.cancel(before);
    }
  }

  final boolean hasStages() {
    return !stages.isEmpty();
  }

  /** The stage has ended. */
  final synchronized void detach(Stage stage) {
    stages = stages.stream().filter(other -> other != stage).toList();
  }

  @Override
  public void cancel(Cancel why) {
    if (!CANCEL.compareAndSet(this, (Cancel) null, why)) {
      return;
    }
    if (announces(why)) {
      Events.cancelAsked(this, why);
    }
    // First what it opened, so that nothing there ends for another reason because of the interrupt.
    Cancellable below = open;
    if (below != null) {
      below.cancel(why);
    }
    stages.forEach(stage -> stage.cancel(why));
    ring();
    Wait parked = waiting;
    if (parked != null && parked.isOfTask()) {
      parked.interrupt();
    }
    tell(listeners);
  }

  private void tell(@Nullable CancelListeners known) {
    if (known != null) {
      Courier.send(run(), known.take());
    }
  }

  /** Who wants to know of its cancel. */
  final CancelListeners listeners() {
    CancelListeners known = listeners;
    if (known == null) {
      LISTENERS.compareAndSet(this, (CancelListeners) null, new CancelListeners());
      known = listeners;
    }
    return Objects.requireNonNull(known);
  }

  /**
   * Its code has ended: called on its thread. A cancel that has come by now is told to all who want
   * to know, before this returns. The stages of streams that it left open are closed.
   */
  final void over() {
    closeWhatIsLeft(CancelListeners.NONE);
  }

  /** The same for a part of its code, after which another begins. */
  final void partOver() {
    if (hasStages() || listeners != null) {
      closeWhatIsLeft(new CancelListeners());
    }
  }

  private void closeWhatIsLeft(CancelListeners next) {
    if (hasStages()) {
      stages.reversed().forEach(Stage::close);
    }
    var known = (CancelListeners) LISTENERS.getAndSet(this, next);
    if (cancel != null) {
      tell(known);
    }
    if (known != null) {
      known.close();
      known.awaitTold();
    }
  }

  /**
   * Throws what a cancel or an interrupt of the calling thread asks for; a wait point calls it
   * before it does anything.
   */
  final void checkCancelled() throws InterruptedException {
    Cancel why = cancel;
    if (why != null) {
      Thread.interrupted();
      throw Thrown.as(why.thrown());
    }
    if (Thread.interrupted() && !keepInterrupt()) {
      throw new InterruptedException();
    }
  }

  /** Keeps an interrupt from outside, which was taken from the calling thread, behind a shield. */
  final boolean keepInterrupt() {
    boolean shielded = isShielded();
    if (shielded) {
      bell().keep();
    }
    return shielded;
  }

  /** Whether interrupts from outside must wait. */
  final boolean isShielded() {
    return cancel == null && bell().isShielded();
  }

  final boolean isWithin(TaskNode ancestor) {
    for (TaskNode node = this; node != null; node = node.parent) {
      if (node == ancestor) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    String path = path();
    return path.isEmpty() ? "the calling thread" : "task \"" + path + "\"";
  }
}
