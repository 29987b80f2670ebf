package dev.meanwhile.observe;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Receives every {@link TaskEvent} of the runs it watches.
 *
 * <p>It is called on the thread on which the event happens, from several threads at once, and must
 * be thread-safe, quick and must not wait: the task waits for it. What it throws is contained, and
 * reported once to the logger {@code dev.meanwhile}; an observer never decides how a task ends.
 * Without an observer no event is made.
 */
@FunctionalInterface
public interface Observer {
  /** Takes one event. Events of one task arrive in the order in which they happened. */
  void on(TaskEvent event);

  /**
   * Runs {@code task} on the calling thread and watches it and everything started below it. An
   * observer that already watches goes on to.
   *
   * @return what the task returns
   */
  default <T extends @Nullable Object, X extends Exception> T watch(Task<T, X> task)
      throws X, InterruptedException {
    return Observation.watch(this, "run", task);
  }

  /** The same, with a name for the run. */
  default <T extends @Nullable Object, X extends Exception> T watch(String name, Task<T, X> task)
      throws X, InterruptedException {
    return Observation.watch(this, name, task);
  }

  /**
   * Watches every run of this process that begins from now on, until the returned registration is
   * closed.
   *
   * @return closes without waiting, any number of times
   */
  default Registration install() {
    return Observation.install(this);
  }

  /** What {@link #install} gave; closing it ends the watching. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
