package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task, on the same thread, which the task's cancel and deadline do not reach, nor
 * the interrupts that go with them. Only a stall of the run does: nothing else could end it.
 */
final class Shield extends Stretch {
  private final @Nullable Cancel before;
  private final Doorbell bell;

  private Shield(TaskNode task) {
    super(task, task.settings().withDeadline(null));
    this.before = task.cancelled();
    this.bell = task.bell().inside();
  }

  /** Runs {@code work} as a stretch of {@code task}, which the calling thread runs. */
  static <T extends @Nullable Object, X extends Exception> T over(TaskNode task, Task<T, X> work)
      throws X, InterruptedException {
    Shield shield = new Shield(task);
    Cancellable opened = task.open();
    task.open(shield);
    task.bell().muffle();
    enter(shield);
    try {
      return work.run();
    } finally {
      shield.over();
      enter(task);
      task.open(opened);
      task.bell().unmuffle();
    }
  }

  /**
   * Runs {@code work} behind a shield, where the calling thread runs a task; never in a new run.
   */
  static <X extends Exception> void overHere(Action<X> work) throws X, InterruptedException {
    TaskNode current = current();
    if (current != null) {
      over(current, Task.of(work));
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void cancel(Cancel why) {
    if (why.reason() == CancelReason.STALLED && why != before) {
      super.cancel(why);
    }
  }

  @Override
  Doorbell bell() {
    return bell;
  }

  @Override
  void ring() {
    // A stall ends its waits one by one.
  }
}
