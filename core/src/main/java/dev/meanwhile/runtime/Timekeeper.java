package dev.meanwhile.runtime;

/**
 * The clock behind every wait of ours, and the only place where a thread of ours parks.
 *
 * <p>Times are nanoseconds of {@link #nanoTime}, comparable only with each other; {@link #NEVER} is
 * later than all of them.
 */
public interface Timekeeper {
  /** A time that does not come. */
  long NEVER = Long.MAX_VALUE;

  /** Now. */
  long nanoTime();

  /** Called on the thread that will wait, before it counts as parked. */
  default void begin(Wait wait) {}

  /** Called on the thread that waited, after the wait is over. */
  default void end(Wait wait) {}

  /**
   * Parks the calling thread until {@code wait} is over, its time has come, or the thread is
   * interrupted; may also return for no reason. An implementation that makes the time come must
   * call {@link Wait#expire}.
   */
  void park(Wait wait);

  /**
   * Calls {@code ring} once, at {@code at} or soon after; {@code ring} only flips state and wakes
   * threads.
   */
  Alarm alarm(long at, Runnable ring);

  /**
   * Called on the thread that parks last, when no task of {@code run} is awake.
   *
   * @param escapes how many of the waits may be ended by time or from outside the run
   * @return false if nothing will ever wake the run
   */
  boolean idle(Run run, int escapes);

  /** A run with this clock begins. */
  default void began(Run run) {}

  /** A run with this clock ends. */
  default void ended(Run run) {}

  /** {@code time + nanos}, or {@link #NEVER} where that is too late to say. */
  static long after(long time, long nanos) {
    long sum = time + nanos;
    return nanos == NEVER || (nanos > 0 && sum < time) ? NEVER : sum;
  }

  /** An armed alarm. */
  @FunctionalInterface
  interface Alarm {
    /** Disarms it; does nothing if it has rung. */
    void cancel();
  }
}
