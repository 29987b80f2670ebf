package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * The handle to a task that {@link Scope#start} started: its result, later. Thread-safe; any task
 * of the scope may ask it.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception of the task
 */
public interface Later<T extends @Nullable Object, X extends Exception> {
  /**
   * Waits until the task has ended, and returns its result. Asking again gives the same result at
   * once.
   *
   * <p><b>Failure.</b> What the task threw is thrown, the same object each time. It shows where the
   * task was started and awaited, as a suppressed {@link TaskTrace}.
   *
   * <p><b>Interrupt.</b> If the calling thread is interrupted, or its task is told to stop, the
   * wait ends; the awaited task goes on until its scope says otherwise.
   *
   * @throws X what the task threw
   * @throws InterruptedException if the caller was told to stop first
   * @throws DeadlineExceeded if a deadline of the caller passed first
   * @throws Cancelled if the task was cancelled and the caller was not
   * @throws Misuse if the scope has ended, or the awaited task can only end after the caller: both
   *     places in the code are named
   */
  T get() throws X, InterruptedException;
}
