package dev.meanwhile;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that may wait, may fail, and can be interrupted.
 *
 * <p>The second type parameter is the checked exception the work declares. A lambda or method
 * reference that throws none has {@code X} inferred as {@link RuntimeException}. {@link
 * InterruptedException} is declared apart from it, so that nesting one verb in another keeps {@code
 * X} as narrow as it was.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface Task<T extends @Nullable Object, X extends Exception> {
  /**
   * Does the work.
   *
   * @return the result; {@code null} is a result like any other
   * @throws X if the work fails
   * @throws InterruptedException if the work was told to stop while it waited
   */
  T run() throws X, InterruptedException;

  /**
   * A task that does {@code action} and has no result: {@code within(limit, Task.of(this::flush))}.
   *
   * @return a task whose result is {@code null}
   */
  static <X extends Exception> Task<@Nullable Void, X> of(Action<X> action) {
    Objects.requireNonNull(action, "action");
    return () -> {
      action.run();
      return null;
    };
  }
}
