package dev.meanwhile.resilience;

import java.util.Arrays;

/**
 * How the last calls ended: so many calls, or those of so long. Guarded by the breaker that it
 * belongs to.
 */
sealed interface Window {
  /** A call ended. */
  void add(long now, Tally call);

  /** All that count at this moment. */
  Tally tally(long now);

  /** How many calls it holds at most. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /** A window of the same size with nothing in it. */
  Window empty();

  /**
   * Some calls.
   *
   * @param failed how many of them failed
   * @param slow how many of them were slow, whether they failed or not
   */
  record Tally(int calls, int failed, int slow) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(calls + other.calls, failed + other.failed, slow + other.slow);
    }

    Tally minus(Tally other) {
      return new Tally(calls - other.calls, failed - other.failed, slow - other.slow);
    }
  }

  /** The last n calls: a ring, and its sum. */
  final class OfCalls implements Window {
    private final Tally[] ring;
    private Tally sum = Tally.NONE;
    private int next;

    OfCalls(int calls) {
      ring = new Tally[calls];
      Arrays.fill(ring, Tally.NONE);
    }

    @Override
    public void add(long now, Tally call) {
      sum = sum.minus(ring[next]).plus(call);
      ring[next] = call;
      next = (next + 1) % ring.length;
    }

    @Override
    public Tally tally(long now) {
      return sum;
    }

    @Override
    public int most() {
      return ring.length;
    }

    @Override
    public Window empty() {
      return new OfCalls(ring.length);
    }
  }

  /**
   * The calls of the last while, counted in ten slices: a call is forgotten with its slice, when it
   * is between nine and ten tenths of the time old.
   */
  final class OfTime implements Window {
    private static final int SLICES = 10;

    private final long slice;
    private final Tally[] ring = new Tally[SLICES];
    private long newest;

    OfTime(long nanos) {
      slice = Math.max(1, Math.ceilDiv(nanos, SLICES));
      Arrays.fill(ring, Tally.NONE);
    }

    @Override
    public void add(long now, Tally call) {
      turnTo(now);
      int place = (int) (newest % SLICES);
      ring[place] = ring[place].plus(call);
    }

    @Override
    public Tally tally(long now) {
      turnTo(now);
      Tally sum = Tally.NONE;
      for (Tally each : ring) {
        sum = sum.plus(each);
      }
      return sum;
    }

    private void turnTo(long now) {
      long current = now / slice;
      for (long passed = Math.max(newest, current - SLICES); passed < current; passed++) {
        ring[(int) ((passed + 1) % SLICES)] = Tally.NONE;
      }
      newest = Math.max(newest, current);
    }

    @Override
    public Window empty() {
      return new OfTime(slice * SLICES);
    }
  }
}
