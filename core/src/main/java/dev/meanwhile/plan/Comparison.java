package dev.meanwhile.plan;

import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two runs of a plan differ in.
 *
 * @param changes the steps that took longer or shorter, or ran in one of them only; the largest
 *     difference first
 * @param before what decided how long the one took, waits for permits left out
 * @param after what decided how long the other took
 */
public record Comparison(List<Change> changes, ExpectedPath before, ExpectedPath after) {
  /** Copies the list. */
  public Comparison {
    changes = List.copyOf(changes);
  }

  /**
   * How long a step took.
   *
   * @param step its name
   * @param before in the one run, or null if it did not run there
   * @param after in the other, or null
   */
  public record Change(String step, @Nullable Duration before, @Nullable Duration after) {
    /** How much longer it took in the other run; negative if it was quicker. */
    public Duration difference() {
      return orZero(after).minus(orZero(before));
    }

    private static Duration orZero(@Nullable Duration duration) {
      return duration == null ? Duration.ZERO : duration;
    }

    @Override
    public String toString() {
      return step + ": " + text(before) + " -> " + text(after);
    }

    private static String text(@Nullable Duration duration) {
      return duration == null ? "not run" : Durations.text(duration);
    }
  }

  /** A line for what decided, then a line for each change. */
  public String toText() {
    var lines = new StringBuilder();
    lines.append(text(before)).append(" -> ").append(text(after)).append('\n');
    changes.forEach(change -> lines.append("  ").append(change).append('\n'));
    return lines.toString();
  }

  private static String text(ExpectedPath path) {
    return Durations.text(path.duration()) + " " + path.steps();
  }
}
