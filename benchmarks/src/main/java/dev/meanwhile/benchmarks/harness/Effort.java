package dev.meanwhile.benchmarks.harness;

import java.time.Duration;

/**
 * How long everything is measured.
 *
 * @param rounds how often all contenders of a variant take turns, each time in a new JVM
 * @param warmUps iterations that are not counted, in each JVM
 * @param iterations that are
 * @param iteration the least time of one
 * @param most when to stop, whatever is left
 */
record Effort(int rounds, int warmUps, int iterations, Duration iteration, Duration most) {
  static final Effort FULL = new Effort(3, 4, 4, Duration.ofMillis(300), Duration.ofDays(1));
  static final Effort QUICK = new Effort(1, 2, 3, Duration.ofMillis(60), Duration.ofSeconds(270));

  /** What a point of a curve is worth. */
  Effort once() {
    return new Effort(1, 1, 3, Duration.ofMillis(100), most);
  }
}
