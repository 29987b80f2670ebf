package dev.meanwhile;

import dev.meanwhile.runtime.NamedTask;
import org.jspecify.annotations.Nullable;

/**
 * Starts tasks whose shape is irregular: start what can start, and ask for a result where it is
 * needed. Made by {@link Meanwhile#scope}, which states the contract. Thread-safe: the body and
 * every task below it may start tasks, as long as the body or one of the tasks runs.
 *
 * {@snippet file="Order.java" region="scope"}
 */
public interface Scope {
  /**
   * Starts {@code task} on a virtual thread of its own and returns at once.
   *
   * <p>It declares {@code X} although it never throws it: the scope does, if the task fails, and so
   * the compiler knows what the scope may throw even where nobody asks for the result.
   *
   * <p>If the task fails, the failure shows where it was started. That place is remembered for each
   * lambda expression: one that is kept in a variable and started at several places shows the first
   * of them.
   *
   * @return the handle to its result, usable until the scope ends
   * @throws X never by this method
   * @throws Misuse if the scope has ended, or the calling thread runs none of its tasks
   */
  <T extends @Nullable Object, X extends Exception> Later<T, X> start(Task<T, X> task) throws X;

  /** The same, with a name for the task. */
  default <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      String name, Task<T, X> task) throws X {
    return start(new NamedTask<>(name, task));
  }
}
