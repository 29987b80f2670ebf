package dev.meanwhile.runtime;

import dev.meanwhile.Action;
import dev.meanwhile.CancelSignal;
import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Stalled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cancel of one task, as code in it may watch it. */
public final class TaskSignal implements CancelSignal {
  private static final CancelSignal NEVER = new AnySignal(List.of());

  private final TaskNode task;

  private TaskSignal(TaskNode task) {
    this.task = task;
  }

  /** That of the task that the calling thread runs; outside of any, one that never fires. */
  public static CancelSignal current() {
    TaskNode task = TaskNode.current();
    return task == null ? NEVER : new TaskSignal(task);
  }

  @Override
  public @Nullable String reason() {
    Cancel why = task.cancelled();
    return why == null ? null : why.description();
  }

  /**
   * As wait points do, a deadline that passed is thrown as what it is: a timeout is no kind of
   * cancellation.
   */
  @Override
  public void throwIfCancelled() {
    Cancel why = task.cancelled();
    if (why != null) {
      throw switch (why.thrown()) {
        case DeadlineExceeded late -> late;
        case Stalled stalled -> stalled;
        case Exception told -> new Cancelled("cancelled: " + why.description());
      };
    }
  }

  @Override
  public Registration onCancel(Action<?> callback) {
    return task.listeners().listen(callback, this::isCancelled);
  }

  @Override
  public String toString() {
    return "cancel signal of " + task;
  }
}
