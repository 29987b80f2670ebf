package dev.meanwhile.trace;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A time axis: a span of time on a number of columns, with ticks at 1, 2 or 5 times a power of ten.
 */
final class Axis {
  record Tick(long at, String label) {}

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int GAP = 4;
  private static final int LEAST_DISTANCE = 8;
  private static final long SHORTEST = 1_000;

  private final long from;
  private final long to;
  private final int columns;

  Axis(long from, long to, int columns) {
    this.from = from;
    this.to = Math.max(to, from + SHORTEST);
    this.columns = columns;
  }

  /** Where a time lies, in columns from the left. */
  double column(long at) {
    return (double) (at - from) * columns / (to - from);
  }

  int columns() {
    return columns;
  }

  /** As many ticks as fit with their labels. */
  List<Tick> ticks() {
    BigDecimal step = smallestStep();
    while (!fits(ticks(step))) {
      step = next(step);
    }
    return ticks(step);
  }

  private BigDecimal smallestStep() {
    double millis = (to - from) / NANOS_PER_MILLI;
    int power = (int) Math.floor(Math.log10(millis / columns));
    return BigDecimal.ONE.scaleByPowerOfTen(power);
  }

  /** 1, 2, 5, 10, 20 and so on. */
  private static BigDecimal next(BigDecimal step) {
    int digit = step.unscaledValue().intValue();
    int next = digit == 1 ? 2 : digit == 2 ? 5 : 10;
    BigDecimal scaled = BigDecimal.valueOf(next == 10 ? 1 : next).scaleByPowerOfTen(-step.scale());
    return next == 10 ? scaled.scaleByPowerOfTen(1) : scaled;
  }

  private List<Tick> ticks(BigDecimal step) {
    var ticks = new ArrayList<Tick>();
    double nanos = step.doubleValue() * NANOS_PER_MILLI;
    long most = (long) ((to - from) / nanos);
    long first = (long) Math.ceil(from / nanos);
    for (long n = first; n <= first + Math.min(most, columns) && n * nanos <= to; n++) {
      String label = step.multiply(BigDecimal.valueOf(n)).stripTrailingZeros().toPlainString();
      ticks.add(new Tick(Math.round(n * nanos), label));
    }
    return ticks;
  }

  /** Labels begin at their tick, so the last one may need more room than there is. */
  private boolean fits(List<Tick> ticks) {
    for (int i = 1; i < ticks.size(); i++) {
      Tick before = ticks.get(i - 1);
      int room = Math.max(LEAST_DISTANCE, before.label().length() + GAP);
      if (cell(ticks.get(i)) < cell(before) + room) {
        return false;
      }
    }
    return true;
  }

  /** The cell in which a tick stands. */
  int cell(Tick tick) {
    return Math.min(columns - 1, (int) column(tick.at()));
  }
}
