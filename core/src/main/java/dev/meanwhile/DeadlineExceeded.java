package dev.meanwhile;

import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deadline passed before the work was done, or would have passed before a sleep was over. The
 * message says which deadline, its limit, the time elapsed, what was still running, and what the
 * calling thread waited for. A timeout is never a kind of cancellation.
 */
public final class DeadlineExceeded extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  private final Duration limit;
  private final Duration elapsed;

  // List.copyOf makes a serializable list.
  @SuppressWarnings("serial")
  private final List<String> stillRunning;

  /**
   * Made by the library, for a deadline that passed.
   *
   * @param waiting in words, what the calling thread waits for, or null
   */
  public DeadlineExceeded(
      String name,
      Duration limit,
      Duration elapsed,
      List<String> stillRunning,
      @Nullable String waiting) {
    super(
        named(name, limit)
            + " exceeded after "
            + Durations.text(elapsed)
            + (waiting == null ? "" : "; the calling thread " + waiting)
            + (stillRunning.isEmpty() ? "" : "; still running: " + String.join(", ", stillRunning)),
        null);
    this.limit = limit;
    this.elapsed = elapsed;
    this.stillRunning = List.copyOf(stillRunning);
  }

  /** Made by the library, for a sleep that was not begun. */
  public DeadlineExceeded(String name, Duration limit, Duration elapsed, Duration sleep) {
    super(
        named(name, limit)
            + " leaves "
            + Durations.text(limit.minus(elapsed))
            + ", too little to wait for "
            + Durations.text(sleep),
        null);
    this.limit = limit;
    this.elapsed = elapsed;
    this.stillRunning = List.of();
  }

  private static String named(String name, Duration limit) {
    return "deadline of " + Durations.text(limit) + (name.isEmpty() ? "" : " for \"" + name + "\"");
  }

  /** What was allowed. */
  public Duration limit() {
    return limit;
  }

  /** How long it took until this was thrown. */
  public Duration elapsed() {
    return elapsed;
  }

  /** The paths of the tasks that ran when the deadline passed; at most 20. */
  public List<String> stillRunning() {
    return stillRunning;
  }
}
