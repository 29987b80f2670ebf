package dev.meanwhile.benchmarks.stream;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;

/** Numbers through a source, a map, a filter and a fold. */
public abstract class MillionElements extends Trial {
  private int elements;

  /** The sum of those of {@code 1} to {@code elements}, each one more, that are even. */
  protected abstract long sum(int elements) throws Exception;

  @Override
  protected final void open(Variant variant) {
    elements = variant.number("elements");
  }

  @Override
  public final Object run() throws Exception {
    return sum(elements);
  }

  @Override
  protected final Object expected() {
    long sum = 0;
    for (int i = 1; i <= elements; i++) {
      sum += (i + 1) % 2 == 0 ? i + 1 : 0;
    }
    return sum;
  }
}
