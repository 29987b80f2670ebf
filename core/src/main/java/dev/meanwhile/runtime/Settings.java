package dev.meanwhile.runtime;

import dev.meanwhile.observe.Observer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a task inherits from the one above it.
 *
 * @param observer who watches, if anybody
 * @param graceNanos how long a cancelled task may take to end before it is a straggler; {@link
 *     Timekeeper#NEVER} waits for ever
 * @param deadline the nearest of all enclosing deadlines, if there is one
 * @param permit the permits that it, or a task above it, holds
 */
record Settings(
    Run run,
    @Nullable Observer observer,
    long graceNanos,
    @Nullable ActiveDeadline deadline,
    @Nullable HeldPermit permit) {
  static final long DEFAULT_GRACE = 1_000_000_000L;

  static Settings root(Timekeeper timekeeper, RandomGenerator chance) {
    return new Settings(
        new Run(timekeeper, chance), Observation.installed(), DEFAULT_GRACE, null, null);
  }

  Settings withObserver(Observer other) {
    return new Settings(run, other, graceNanos, deadline, permit);
  }

  Settings withGrace(long nanos) {
    return new Settings(run, observer, nanos, deadline, permit);
  }

  Settings withDeadline(@Nullable ActiveDeadline other) {
    return new Settings(run, observer, graceNanos, other, permit);
  }

  /** Whether a task that inherits this is inside of work that holds a permit of {@code queue}. */
  boolean holds(PermitQueue queue) {
    return held(queue) != null;
  }

  @Nullable HeldPermit held(PermitQueue queue) {
    for (HeldPermit held = permit; held != null; held = held.outer()) {
      if (held.of().asks(queue)) {
        return held;
      }
    }
    return null;
  }

  Settings withPermit(@Nullable HeldPermit other) {
    return new Settings(run, observer, graceNanos, deadline, other);
  }

  /**
   * A permit that this task, or one above it, holds.
   *
   * @param site where it was asked for, or null where the stack of its thread tells
   * @param thread where it was asked for, and still is
   * @param outer the one held before it
   */
  record HeldPermit(
      Demand of, @Nullable StackTraceElement site, Thread thread, @Nullable HeldPermit outer) {}
}
