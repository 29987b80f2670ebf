package dev.meanwhile.benchmarks.checking;

import java.util.Arrays;
import java.util.List;

/** What one run has taken. */
record Cost(long wallNanos, long cpuNanos) {
  /** Reads what {@link #toString} has written. */
  static Cost parse(String line) {
    String[] figures = line.split(" ");
    return new Cost(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
  }

  /** The median of each. */
  static Cost median(List<Cost> costs) {
    return new Cost(
        median(costs.stream().mapToLong(Cost::wallNanos).toArray()),
        median(costs.stream().mapToLong(Cost::cpuNanos).toArray()));
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @Override
  public String toString() {
    return wallNanos + " " + cpuNanos;
  }
}
