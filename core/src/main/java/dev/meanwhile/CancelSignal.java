package dev.meanwhile;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.AnySignal;
import dev.meanwhile.runtime.TimeSignal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that work should stop, and why. Once cancelled, it stays so. Made by {@link Cancellation},
 * and of others by {@link #anyOf} and {@link #after}; it is a {@link Policy}, too, which runs a
 * task {@link Meanwhile#unless unless} cancelled. Thread-safe.
 *
 * <p><b>Callbacks.</b> {@link #onCancel} registers what is to be done when it fires: each callback
 * runs exactly once, in the order of registration, and at once where the signal has fired already.
 * <b>Threads.</b> Callbacks run on the thread that cancels. Those of a task's own signal, and of
 * {@link #after}, run on a virtual thread of their own: a slow one must not hold up the clock, nor
 * the cancel of other tasks; the task waits for them before it ends. They run with the context of
 * the thread that registered them, and {@linkplain Meanwhile#shield shielded}. <b>Failure.</b> What
 * a callback throws is contained, and reported to the logger {@code dev.meanwhile}. <b>Memory.</b>
 * A signal made of others holds a listener or an alarm only as long as somebody listens to it.
 *
 * {@snippet file="Cancelling.java" region="signals"}
 *
 * <p><b>Pitfall.</b> A callback that waits for the task it is told of, or for a lock that this task
 * holds, waits for ever.
 */
public interface CancelSignal extends Policy {
  /** Whether the work should stop. */
  default boolean isCancelled() {
    return reason() != null;
  }

  /** Why, or null as long as it is not cancelled. */
  @Nullable String reason();

  /**
   * Throws, if it is cancelled; for a loop that waits nowhere.
   *
   * @throws Cancelled with the reason
   * @throws DeadlineExceeded instead, if it is the signal of a task whose deadline passed
   */
  default void throwIfCancelled() {
    String reason = reason();
    if (reason != null) {
      throw new Cancelled("cancelled: " + reason);
    }
  }

  /**
   * Runs {@code callback} once when this is cancelled, at once if it is already.
   *
   * @return to be closed when the callback is of no use any more; one for the signal of a task ends
   *     with the task at the latest, in a map or a plan with the thread that runs it
   */
  Registration onCancel(Action<?> callback);

  /** Runs {@code task} {@linkplain Meanwhile#unless unless} this is cancelled. */
  @Override
  default <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task)
      throws X, InterruptedException {
    return Meanwhile.unless(this, task);
  }

  /**
   * Cancelled as soon as one of {@code signals} is, with the reason of that; of no signals, never.
   */
  static CancelSignal anyOf(CancelSignal... signals) {
    for (CancelSignal signal : signals) {
      Objects.requireNonNull(signal, "signals");
    }
    return new AnySignal(List.of(signals));
  }

  /**
   * Cancelled when {@code duration} has passed from now on, by the clock of the run, which may be a
   * virtual one. Unlike a deadline it is no error and nothing inherits it; for a time limit, use
   * {@link Meanwhile#within}.
   *
   * @param duration zero or more
   */
  static CancelSignal after(Duration duration) {
    return new TimeSignal(duration);
  }

  /** A registered callback. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    /**
     * Takes the callback back. If it runs at this moment on another thread, waits for its end, so
     * that it cannot reach what comes after: no cancel of a statement hits the next one on the same
     * connection. Does nothing the second time, and when the callback has run.
     */
    @Override
    void close();
  }
}
