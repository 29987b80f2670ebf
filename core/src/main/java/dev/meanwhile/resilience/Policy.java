package dev.meanwhile.resilience;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/**
 * Something around a call that decides whether, when and how often it is made. Thread-safe; one
 * policy serves any number of calls, of any type, at once.
 */
public interface Policy {
  /**
   * Runs {@code task} under this policy, on the calling thread.
   *
   * @return what the task returns
   * @throws X what the task throws
   * @throws InterruptedException if the calling thread was interrupted
   */
  <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException;
}
