package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.CancelSignal;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A callback of a signal: runs once, or is closed before. Whoever closes it waits while it runs, so
 * that it does not reach beyond the block in which it was registered.
 */
final class CancelListener implements CancelSignal.Registration {
  private static final Object OVER = new Object();

  private final Action<?> callback;
  private final ContextSnapshot context = ContextSnapshot.capture();
  private final Consumer<CancelListener> unlink;
  private final Cell end = new Cell();

  // Guarded by this.
  private boolean begun;
  private @Nullable Thread runner;

  /**
   * Made on the thread that registers it.
   *
   * @param unlink removes it from where it waits, any number of times
   */
  CancelListener(Action<?> callback, Consumer<CancelListener> unlink) {
    this.callback = Objects.requireNonNull(callback, "callback");
    this.unlink = unlink;
    Census.add(this);
  }

  /** Runs the callback, unless it has begun or is closed; says whether it did. */
  boolean run() {
    if (!begin(Thread.currentThread())) {
      return false;
    }
    try {
      CleanUp.run("a callback of a cancel signal", () -> context.run(callback));
    } finally {
      end();
    }
    return true;
  }

  private synchronized boolean begin(@Nullable Thread by) {
    boolean first = !begun;
    if (first) {
      begun = true;
      runner = by;
    }
    return first;
  }

  private void end() {
    unlink.accept(this);
    Census.remove(this);
    end.settle(OVER, TaskNode.current());
  }

  /** Whether it runs, has run, or is closed. */
  synchronized boolean hasBegun() {
    return begun;
  }

  @Override
  public void close() {
    if (begin(null)) {
      end();
    } else if (!runsHere()) {
      awaitEnd();
    }
  }

  private synchronized boolean runsHere() {
    return runner == Thread.currentThread();
  }

  /** Waits until it has run or is closed; no cancel and no interrupt ends that. */
  void awaitEnd() {
    boolean interrupted = false;
    while (end.result() == null) {
      Wait wait = new Wait(TaskNode.current(), WaitReason.CALLBACK, this, Timekeeper.NEVER);
      interrupted |= end.await(wait, null) == WaitEnd.INTERRUPTED;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "the callback " + callback + " of a cancel signal";
  }
}
