package dev.meanwhile.examples.shop;

import java.util.Locale;

/** Two distributions side by side, as text. */
record Comparison(String endpoint, Distribution byHand, Distribution withMeanwhile) {
  private static final int BUCKETS = 12;
  private static final int BAR = 24;
  private static final String ROW = "  %-10s %9s %9s %9s %8s %7s%n";

  String draw() {
    var text = new StringBuilder(endpoint + "\n");
    text.append(format(ROW, "", "p50", "p90", "p99", "answers", "errors"));
    text.append(row("by hand", byHand));
    text.append(row("meanwhile", withMeanwhile));
    if (byHand.answers() > 0 && withMeanwhile.answers() > 0) {
      text.append(histogram());
    }
    return text.toString();
  }

  private static String row(String name, Distribution times) {
    return format(
        ROW,
        name,
        millis(times.percentile(50)),
        millis(times.percentile(90)),
        millis(times.percentile(99)),
        times.answers(),
        times.errors());
  }

  private static String millis(double millis) {
    return Double.isNaN(millis) ? "-" : format(millis < 1000 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** Each bucket is as many times as long as the one before. */
  private String histogram() {
    double from = Math.max(0.01, Math.min(byHand.shortest(), withMeanwhile.shortest()));
    double most = Math.max(byHand.longest(), withMeanwhile.longest());
    double factor = Math.max(1.01, Math.pow(most * 1.001 / from, 1.0 / BUCKETS));
    var text =
        new StringBuilder(format("%n  %8s  %-" + BAR + "s  %s%n", "ms", "by hand", "meanwhile"));
    for (int i = 0; i < BUCKETS; i++) {
      double to = from * factor;
      text.append(
          format(
                  "  %8.1f  %-" + BAR + "s  %s",
                  from,
                  bar(byHand, from, to),
                  bar(withMeanwhile, from, to))
              .stripTrailing());
      text.append('\n');
      from = to;
    }
    return text.toString();
  }

  /** At least a dot where there is anything. */
  private static String bar(Distribution times, double from, double to) {
    int count = times.between(from, to);
    int length = Math.round((float) count * BAR / times.answers());
    return count > 0 && length == 0 ? "." : "#".repeat(length);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }
}
