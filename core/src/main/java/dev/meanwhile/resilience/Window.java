package dev.meanwhile.resilience;

import java.util.Arrays;

/**
 * How the last calls ended: so many calls, or those of so long. Guarded by the breaker that it
 * belongs to.
 */
sealed interface Window {
  /** A call ended, with a failure or not, slowly or not. */
  void add(long now, boolean failed, boolean slow);

  /** All that count at this moment. */
  Tally tally(long now);

  /** How many calls it holds at most. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /** Whether calls are forgotten because time passes. */
  default boolean forgets() {
    return false;
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

    static Tally of(boolean failed, boolean slow) {
      return new Tally(1, failed ? 1 : 0, slow ? 1 : 0);
    }

    Tally plus(Tally other) {
      return new Tally(calls + other.calls, failed + other.failed, slow + other.slow);
    }
  }

  /** The last n calls: a ring, and its sum. Nothing is allocated for a call. */
  final class OfCalls implements Window {
    private static final byte CALL = 1;
    private static final byte FAILED = 2;
    private static final byte SLOW = 4;

    private final byte[] ring;
    private int calls;
    private int failed;
    private int slow;
    private int next;

    OfCalls(int calls) {
      ring = new byte[calls];
    }

    @Override
    public void add(long now, boolean failed, boolean slow) {
      count(ring[next], -1);
      ring[next] = (byte) (CALL | (failed ? FAILED : 0) | (slow ? SLOW : 0));
      count(ring[next], 1);
      next = next + 1 == ring.length ? 0 : next + 1;
    }

    private void count(byte call, int times) {
      calls += (call & CALL) == 0 ? 0 : times;
      failed += (call & FAILED) == 0 ? 0 : times;
      slow += (call & SLOW) == 0 ? 0 : times;
    }

    @Override
    public Tally tally(long now) {
      return new Tally(calls, failed, slow);
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
    public void add(long now, boolean failed, boolean slow) {
      turnTo(now);
      int place = (int) (newest % SLICES);
      ring[place] = ring[place].plus(Tally.of(failed, slow));
    }

    @Override
    public boolean forgets() {
      return true;
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
