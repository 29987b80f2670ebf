package dev.meanwhile;

import dev.meanwhile.runtime.Durations;
import java.time.Duration;

/**
 * How long a task that was told to stop may take to end, before the verb that started it leaves
 * without it. Immutable.
 *
 * <p>A task left behind is a straggler: named in what the verb throws, and listed by {@link
 * Stragglers#current}. The default is one second. The grace of a scope holds for everything inside
 * it.
 *
 * {@snippet file="LeftBehind.java" region="grace"}
 *
 * @param duration zero or more
 */
public record Grace(Duration duration) {
  /** Verbs wait until every task has ended, however long that takes. */
  public static final Grace FOREVER = new Grace(Duration.ofSeconds(Long.MAX_VALUE));

  /** Refuses a negative duration. */
  public Grace {
    Durations.notNegative("the grace", duration);
  }

  /** A grace of {@code duration}. */
  public static Grace of(Duration duration) {
    return new Grace(duration);
  }
}
