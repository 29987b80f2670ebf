package dev.meanwhile.benchmarks.harness;

import java.util.Locale;

/** Writes numbers with three digits, or four where the first ones of many hardly differ. */
final class Figures {
  private Figures() {}

  static String time(double nanos) {
    if (nanos < 1e3) {
      return digits(nanos) + " ns";
    } else if (nanos < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    return nanos < 1e9 ? millis(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "-";
    } else if (bytes < 10_000) {
      return String.format(Locale.ROOT, "%.0f B", bytes);
    }
    return bytes < 1e7 ? digits(bytes / 1e3) + " kB" : digits(bytes / 1e6) + " MB";
  }

  static String ratio(double ratio) {
    return digits(ratio) + " ×";
  }

  /** Timers make waits of many milliseconds: what somebody adds to them is in the fourth digit. */
  private static String millis(double millis) {
    return millis < 100 ? digits(millis) : String.format(Locale.ROOT, "%.1f", millis);
  }

  private static String digits(double number) {
    int decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
