package dev.meanwhile.runtime;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes results in any order, and lists them in the order of the source. */
final class Results<T extends @Nullable Object> {
  // A size is a hint, and may be wrong.
  private static final int MOST_EXPECTED = 1 << 16;

  private @Nullable Object[] values;
  private int count;

  Results(int expected) {
    values = new @Nullable Object[Math.clamp(expected, 0, MOST_EXPECTED)];
  }

  synchronized void put(long index, T value) {
    int at = Math.toIntExact(index);
    if (at >= values.length) {
      values = Arrays.copyOf(values, Math.max(at + 1, values.length + (values.length >> 1) + 16));
    }
    values[at] = value;
    count = Math.max(count, at + 1);
  }

  synchronized List<T> list() {
    return Gathering.listOf(count == values.length ? values : Arrays.copyOf(values, count));
  }
}
