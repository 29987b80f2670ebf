package dev.meanwhile.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Takes results in any order and from any thread, and lists them in the order of the source.
 *
 * <p>They lie in blocks: the first is as large as the source is expected to be, each further one as
 * large as all before it. A result has a place of its own, and no block ever moves, so that nothing
 * but a new block needs a lock.
 */
final class Results<T extends @Nullable Object> {
  // A size is a hint, and may be wrong.
  private static final int MOST_EXPECTED = 1 << 16;
  private static final int LEAST = 16;

  private final int first;
  private final AtomicReferenceArray<@Nullable Object[]> blocks =
      new AtomicReferenceArray<>(Integer.SIZE);

  Results(int expected) {
    first = expected <= 0 ? LEAST : Math.min(expected, MOST_EXPECTED);
  }

  void put(long index, T value) {
    int at = Math.toIntExact(index);
    int block = blockOf(at);
    block(block)[at - begin(block)] = value;
  }

  /** The first {@code count}, to be called by one who has waited for those who put them. */
  List<T> list(long count) {
    int size = Math.toIntExact(count);
    if (size == first) {
      return Gathering.listOf(block(0));
    }
    var values = new @Nullable Object[size];
    for (int block = 0; begin(block) < size; block++) {
      int begin = begin(block);
      System.arraycopy(block(block), 0, values, begin, Math.min(end(block), size) - begin);
    }
    return Gathering.listOf(values);
  }

  /** The place of the highest bit of how many times the first block fits below {@code index}. */
  private int blockOf(int index) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(index / first);
  }

  private int begin(int block) {
    return block == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (long) first << (block - 1));
  }

  private int end(int block) {
    return begin(block + 1);
  }

  private @Nullable Object[] block(int block) {
    var known = blocks.get(block);
    return known == null ? open(block) : known;
  }

  private synchronized @Nullable Object[] open(int block) {
    var known = blocks.get(block);
    if (known == null) {
      known = new @Nullable Object[end(block) - begin(block)];
      blocks.set(block, known);
    }
    return known;
  }
}
