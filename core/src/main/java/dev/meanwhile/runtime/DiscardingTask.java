package dev.meanwhile.runtime;

import dev.meanwhile.Sink;
import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task with a hook for a value that its verb does not hand out. */
public record DiscardingTask<T extends @Nullable Object, X extends Exception>(
    Task<T, X> task, Sink<? super T, ?> hook) implements WrappedTask<T, X> {
  /** Refuses nulls. */
  public DiscardingTask {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(hook, "hook");
  }

  /** Gives {@code value}, which {@code task} returned and nobody gets, to the hooks of the task. */
  public static void discard(Task<?, ?> task, @Nullable Object value) {
    for (Task<?, ?> t = task; t instanceof WrappedTask<?, ?> wrapped; t = wrapped.task()) {
      if (t instanceof DiscardingTask<?, ?> discarding) {
        discarding.tell(value);
      }
    }
  }

  /** {@code other}, which returns what {@code task} returns, with the hooks of {@code task}. */
  public static <T extends @Nullable Object, X extends Exception> Task<T, X> like(
      Task<T, X> task, Task<T, X> other) {
    return hasHook(task) ? new DiscardingTask<>(other, value -> discard(task, value)) : other;
  }

  /** Whether anybody wants to know of a value of {@code task} that is not handed out. */
  public static boolean hasHook(Task<?, ?> task) {
    Task<?, ?> inner = task;
    while (inner instanceof NamedTask<?, ?> named) {
      inner = named.task();
    }
    return inner instanceof DiscardingTask;
  }

  @SuppressWarnings("unchecked") // a value of the task is a T
  private void tell(@Nullable Object value) {
    Discards.tell(hook, (T) value);
  }
}
