package dev.meanwhile.resilience;

import dev.meanwhile.runtime.Timekeeper;
import java.time.Duration;

/** Durations as nanoseconds, and what may be done with those. */
final class Nanos {
  private Nanos() {}

  /** The nanoseconds of a duration that is not negative; {@link Timekeeper#NEVER} at most. */
  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Timekeeper.NEVER;
    }
  }

  /** The sum of two numbers that are not negative; {@link Timekeeper#NEVER} at most. */
  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Timekeeper.NEVER : sum;
  }

  /** The product of two numbers that are not negative; {@link Timekeeper#NEVER} at most. */
  static long product(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high != 0 || low < 0 ? Timekeeper.NEVER : low;
  }
}
