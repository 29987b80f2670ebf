package dev.meanwhile.plan;

import java.time.Duration;
import java.util.List;

/**
 * What decides how long a plan takes: steps of which each waits for the one before it, and that
 * together take the longest. With enough permits, a run takes that long.
 *
 * @param steps their names, the first one first
 * @param duration what they take together
 */
public record ExpectedPath(List<String> steps, Duration duration) {
  /** Copies the list. */
  public ExpectedPath {
    steps = List.copyOf(steps);
  }
}
