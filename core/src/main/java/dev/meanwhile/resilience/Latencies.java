package dev.meanwhile.resilience;

import java.util.Arrays;

/**
 * The last latencies and their percentiles, which are exact (the nearest rank): the numbers are
 * kept in a ring, in which the oldest makes room for the next, and once more sorted. Thread-safe.
 */
final class Latencies {
  private final long[] ring;
  private final long[] sorted;
  private int count;
  private int next;

  Latencies(int most) {
    ring = new long[most];
    sorted = new long[most];
  }

  synchronized void add(long nanos) {
    if (count == ring.length) {
      remove(ring[next]);
    }
    ring[next] = nanos;
    next = (next + 1) % ring.length;
    int found = Arrays.binarySearch(sorted, 0, count, nanos);
    int place = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, place, sorted, place + 1, count - place);
    sorted[place] = nanos;
    count++;
  }

  private void remove(long nanos) {
    int place = Arrays.binarySearch(sorted, 0, count, nanos);
    count--;
    System.arraycopy(sorted, place + 1, sorted, place, count - place);
  }

  synchronized int count() {
    return count;
  }

  /** The smallest of them that so many percent of them do not exceed; there must be one. */
  synchronized long percentile(int percent) {
    return sorted[Math.ceilDiv(percent * count, 100) - 1];
  }
}
