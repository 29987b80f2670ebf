package dev.meanwhile;

/**
 * Work without a result. {@link Task#of} makes a task of it.
 *
 * @param <X> the checked exception, or {@link RuntimeException} where there is none
 */
@FunctionalInterface
public interface Action<X extends Exception> {
  /**
   * Does the work.
   *
   * @throws X if the work fails
   * @throws InterruptedException if the work was told to stop while it waited
   */
  void run() throws X, InterruptedException;
}
