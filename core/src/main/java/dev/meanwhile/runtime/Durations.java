package dev.meanwhile.runtime;

import java.time.Duration;
import java.util.Objects;

/** Durations as nanoseconds and as text. */
public final class Durations {
  private Durations() {}

  /** Nanoseconds, {@link Timekeeper#NEVER} where that is too long to say. */
  public static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Timekeeper.NEVER;
    }
  }

  /** Refuses a negative duration, and none. */
  public static Duration notNegative(String what, Duration duration) {
    if (Objects.requireNonNull(duration, what).isNegative()) {
      throw new IllegalArgumentException(what + " is " + text(duration) + "; allowed: 0 s or more");
    }
    return duration;
  }

  /** As a person reads it: {@code 250 ms}, {@code 2 s}, {@code 1.5 s}. */
  public static String text(Duration duration) {
    double seconds = duration.toSeconds() + duration.toNanosPart() / 1e9;
    if (Math.abs(seconds) >= 1 || seconds == 0) {
      return trimmed(seconds) + " s";
    }
    double millis = seconds * 1e3;
    return Math.abs(millis) >= 1 ? trimmed(millis) + " ms" : trimmed(millis * 1e3) + " us";
  }

  private static String trimmed(double number) {
    String text = String.format(java.util.Locale.ROOT, "%.3f", number);
    return text.replaceFirst("\\.?0+$", "");
  }
}
