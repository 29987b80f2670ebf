package dev.meanwhile.examples.shop;

import java.util.Arrays;
import java.util.List;

/** How long requests took, sorted, and how many of them failed besides. */
final class Distribution {
  private final long[] nanos;
  private final int errors;

  Distribution(List<Long> nanos, int errors) {
    this.nanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    this.errors = errors;
  }

  int answers() {
    return nanos.length;
  }

  int errors() {
    return errors;
  }

  /** The least time within which {@code percent} of the answers came, in milliseconds. */
  double percentile(int percent) {
    if (nanos.length == 0) {
      return Double.NaN;
    }
    int rank = Math.ceilDiv(nanos.length * percent, 100);
    return nanos[Math.max(0, rank - 1)] / 1e6;
  }

  double longest() {
    return percentile(100);
  }

  double shortest() {
    return percentile(0);
  }

  /** How many answers took at least {@code from} milliseconds and less than {@code to}. */
  int between(double from, double to) {
    return (int) Arrays.stream(nanos).filter(n -> n / 1e6 >= from && n / 1e6 < to).count();
  }
}
