package dev.meanwhile.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a recording is.
 *
 * @param pid the process
 * @param total how long it takes; null if it goes on until somebody ends it
 */
record RecordingBar(long pid, @Nullable Duration total) {
  private static final int WIDTH = 30;

  /** What is recorded, and for how long. */
  String title() {
    return "Recording process "
        + pid
        + (total == null ? " until Ctrl-C" : " for " + total.toMillis() / 1e3 + " s");
  }

  /** How long there is left to wait at this time. */
  Duration left(Duration elapsed) {
    if (total == null) {
      return Duration.ofDays(1);
    }
    return elapsed.compareTo(total) < 0 ? total.minus(elapsed) : Duration.ZERO;
  }

  /** The bar at this time. */
  String at(Duration elapsed, boolean unicode) {
    String separator = unicode ? " · " : " | ";
    if (total == null) {
      return title() + separator + elapsed.toSeconds() + " s";
    }
    int full = Math.toIntExact(Math.min(WIDTH, elapsed.toMillis() * WIDTH / total.toMillis()));
    return (unicode ? "█" : "#").repeat(full)
        + (unicode ? "░" : ".").repeat(WIDTH - full)
        + " "
        + Math.ceilDiv(left(elapsed).toMillis(), 1000)
        + " s left"
        + separator
        + title()
        + separator
        + "Ctrl-C ends it";
  }
}
