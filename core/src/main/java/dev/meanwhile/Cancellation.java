package dev.meanwhile;

import dev.meanwhile.runtime.ManualSignal;
import dev.meanwhile.runtime.TaskSignal;
import java.util.Objects;

/**
 * Where a cancel comes from: a stop button, a shutdown, a client that hung up. Whoever holds it may
 * {@link #cancel}; whoever holds only its {@link #signal} can watch, and link work to it with
 * {@link Meanwhile#unless}. Thread-safe.
 *
 * {@snippet file="Cancelling.java" region="unless"}
 */
public final class Cancellation {
  private final ManualSignal signal = new ManualSignal();

  private Cancellation() {}

  /** A cancellation that nobody has asked for yet. */
  public static Cancellation create() {
    return new Cancellation();
  }

  /**
   * The signal of the task that the calling code runs: it fires when the task is told to stop, for
   * whatever reason. Outside of any task, one that never fires.
   *
   * <p>It is how a blocking call that heeds no interrupt is made to end:
   *
   * {@snippet file="Cancelling.java" region="current"}
   */
  public static CancelSignal current() {
    return TaskSignal.current();
  }

  /**
   * Fires the signal, and runs its callbacks on the calling thread, in the order in which they were
   * registered. Only the first call does; a later one changes nothing, also not the reason.
   *
   * @param reason for people: in messages and logs
   * @return whether this was the first call
   */
  public boolean cancel(String reason) {
    return signal.fire(Objects.requireNonNull(reason, "reason"));
  }

  /** What is told to those who should stop. */
  public CancelSignal signal() {
    return signal;
  }

  @Override
  public String toString() {
    return "cancellation of " + signal;
  }
}
