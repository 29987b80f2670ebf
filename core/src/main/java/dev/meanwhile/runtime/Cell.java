package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Takes one result, once, and wakes everyone who waits for it.
 *
 * <p>The state is null, or the chain of those who wait (a Treiber stack), or at last the result. A
 * wait that ended early stays in the chain until the result comes, and is then passed over.
 */
final class Cell {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Cell.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object state;

  /**
   * Sets the result, if it is the first, and releases who waits. The result is never null and never
   * a {@link Wait}.
   */
  boolean settle(Object result, @Nullable TaskNode by) {
    Object before = state;
    while (before == null || before instanceof Wait) {
      Object witness = STATE.compareAndExchange(this, before, result);
      if (witness == before) {
        release((Wait) before, by);
        return true;
      }
      before = witness;
    }
    return false;
  }

  /** Adds a wait to be released by the result; false if the result is there. */
  boolean enlist(Wait wait) {
    Object before = state;
    while (before == null || before instanceof Wait) {
      wait.next = withoutFinished((Wait) before);
      Object witness = STATE.compareAndExchange(this, before, wait);
      if (witness == before) {
        return true;
      }
      before = witness;
    }
    return false;
  }

  /** Awaits {@code wait} for the result, which {@code by} brings or has brought. */
  WaitEnd await(Wait wait, @Nullable TaskNode by) {
    if (!enlist(wait)) {
      wait.release(by);
    }
    return wait.await();
  }

  /** The result, or null as long as there is none. */
  @Nullable Object result() {
    Object now = state;
    return now instanceof Wait ? null : now;
  }

  /** One of those who wait for it, or null if nobody does. */
  @Nullable Wait waiting() {
    return withoutFinished(state instanceof Wait newest ? newest : null);
  }

  private static void release(@Nullable Wait first, @Nullable TaskNode by) {
    for (Wait wait = first; wait != null; wait = wait.next) {
      wait.release(by);
    }
  }

  private static @Nullable Wait withoutFinished(@Nullable Wait first) {
    Wait wait = first;
    while (wait != null && wait.isOver()) {
      wait = wait.next;
    }
    return wait;
  }
}
