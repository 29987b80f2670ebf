package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that may be made more than once, as observers see it: by its number in the run. */
public final class RepeatedCall {
  private static final RepeatedCall UNSEEN = new RepeatedCall(0);

  private final long number;

  private RepeatedCall(long number) {
    this.number = number;
  }

  /** Begins one in the task that the calling thread runs, if that is watched. */
  public static RepeatedCall begin() {
    TaskNode current = TaskNode.begun();
    return current == null || current.settings().observer() == null
        ? UNSEEN
        : new RepeatedCall(current.run().nextId());
  }

  /** Whether somebody is told of it. */
  public boolean isSeen() {
    return number != 0;
  }

  /** An attempt begins, on the calling thread. */
  public void began(int attempt) {
    TaskNode task = task();
    if (task != null) {
      Events.attemptBegan(task, number, attempt);
    }
  }

  /**
   * An attempt has ended, on the calling thread.
   *
   * @param thrown what it threw, or null
   * @param delay how long it is to the next one, or null if there is none
   */
  public void ended(int attempt, @Nullable Throwable thrown, @Nullable Duration delay) {
    TaskNode task = task();
    if (task != null) {
      Long nanos = delay == null ? null : Long.valueOf(Durations.nanos(delay));
      Events.attemptEnded(task, number, attempt, ending(task, thrown), thrown, nanos);
    }
  }

  /** Makes an attempt on the calling thread. */
  public <T extends @Nullable Object, X extends Exception> T attempt(int attempt, Task<T, X> task)
      throws X, InterruptedException {
    Throwable thrown = null;
    began(attempt);
    try {
      return task.run();
    } catch (Throwable failure) {
      thrown = failure;
      throw failure;
    } finally {
      ended(attempt, thrown, null);
    }
  }

  private @Nullable TaskNode task() {
    return number == 0 ? null : TaskNode.current();
  }

  private static Ending ending(TaskNode task, @Nullable Throwable thrown) {
    Cancel why = task.cancelled();
    if (why != null) {
      return why.ending();
    }
    return switch (thrown) {
      case null -> Ending.OK;
      case InterruptedException _, Cancelled _ -> Ending.CANCELLED;
      case DeadlineExceeded _ -> Ending.TIMED_OUT;
      default -> Ending.FAILED;
    };
  }
}
