package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.DiscardingTask;
import dev.meanwhile.runtime.NamedTask;
import org.jspecify.annotations.Nullable;

/**
 * A task that is declared safe to repeat: it may run twice, also at once, and be cut off anywhere,
 * and the world is as after one run. Reads are; a write is only if the other side recognises the
 * second one, by an idempotency key for instance.
 *
 * <p>A lambda is none by itself: somebody has to say so, with {@link #of} or {@link
 * dev.meanwhile.Meanwhile#repeatable repeatable}. Immutable.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception
 */
public final class Repeatable<T extends @Nullable Object, X extends Exception>
    implements Task<T, X> {
  private final Task<T, X> task;

  private Repeatable(Task<T, X> task) {
    this.task = task;
  }

  /** Declares {@code task} safe to repeat. */
  public static <T extends @Nullable Object, X extends Exception> Repeatable<T, X> of(
      Task<T, X> task) {
    return new Repeatable<>(requireNonNull(task, "task"));
  }

  @Override
  public T run() throws X, InterruptedException {
    return task.run();
  }

  /** {@code attempt} with what the task has to say of values that nobody gets. */
  Task<T, X> discardingAs(Task<T, X> attempt) {
    return DiscardingTask.like(task, attempt);
  }

  /** What the attempt with that number, from zero, is called. */
  String name(int attempt) {
    String name = NamedTask.of(task);
    if (attempt == 0) {
      return name == null ? "primary" : name;
    }
    return (name == null ? "" : name + " ") + "hedge " + attempt;
  }
}
