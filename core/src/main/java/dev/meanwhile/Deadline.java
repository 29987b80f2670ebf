package dev.meanwhile;

import dev.meanwhile.runtime.TimeLimit;
import java.time.Duration;

/**
 * The nearest of all the deadlines around the calling code, set by {@link Meanwhile#within} and
 * inherited by every task below it. Every wait of ours obeys it; ask it to set the timeouts of
 * other libraries.
 *
 * {@snippet file="Deadlines.java" region="remaining"}
 */
public final class Deadline {
  /** What remains where there is no deadline. */
  public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private Deadline() {}

  /** Whether the calling code has a deadline. */
  public static boolean isSet() {
    return TimeLimit.remainingNanos() != Long.MAX_VALUE;
  }

  /** The time that is left: zero if the deadline has passed, {@link #FOREVER} if there is none. */
  public static Duration remaining() {
    long nanos = TimeLimit.remainingNanos();
    return nanos == Long.MAX_VALUE ? FOREVER : Duration.ofNanos(nanos);
  }
}
