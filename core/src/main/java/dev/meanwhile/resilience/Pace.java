package dev.meanwhile.resilience;

/**
 * When starts may be. Knows those that were; times are nanoseconds of one clock, from zero on.
 * Guarded by the queue that it belongs to.
 */
sealed interface Pace {
  /**
   * The earliest time of the start that comes after {@code ahead} others, if all are as early as
   * they may, and none before {@code from}.
   */
  long at(int ahead, long from);

  /** A start was made. */
  void started(long now);

  /** Whether the starts that were make no difference any more. */
  boolean isFresh(long now);

  /**
   * Never more than {@code n} starts in any window: the n-th start before lies a whole window back.
   * A ring of the last n times, the sliding-window log.
   */
  final class Strict implements Pace {
    private final long window;
    private final long[] starts;
    private int count;
    private int oldest;

    Strict(int n, long window) {
      this.window = window;
      this.starts = new long[n];
    }

    @Override
    public long at(int ahead, long from) {
      int free = starts.length - count;
      int round = ahead / starts.length;
      int place = ahead % starts.length;
      long first = place < free ? from : Math.max(from, Nanos.sum(start(place - free), window));
      return Nanos.sum(first, Nanos.product(round, window));
    }

    private long start(int place) {
      return starts[(oldest + place) % starts.length];
    }

    @Override
    public void started(long now) {
      starts[(oldest + count) % starts.length] = now;
      if (count < starts.length) {
        count++;
      } else {
        oldest = (oldest + 1) % starts.length;
      }
    }

    @Override
    public boolean isFresh(long now) {
      return count == 0 || start(count - 1) <= now - window;
    }
  }

  /**
   * A bucket of tokens, one more each {@code interval}; with a bucket of one, starts are spaced
   * evenly. Kept as one number, the time at which the bucket is full again: the generic cell rate
   * algorithm (ITU-T I.371).
   */
  final class Bucket implements Pace {
    private final long interval;
    private final long tolerance;
    private long fullAt;

    Bucket(long interval, int size) {
      this.interval = interval;
      this.tolerance = Nanos.product(interval, size - 1L);
    }

    @Override
    public long at(int ahead, long from) {
      long full = Nanos.sum(Math.max(fullAt, from), Nanos.product(ahead, interval));
      return Math.max(from, full - tolerance);
    }

    @Override
    public void started(long now) {
      fullAt = Nanos.sum(Math.max(fullAt, now), interval);
    }

    @Override
    public boolean isFresh(long now) {
      return fullAt <= now;
    }
  }
}
