package dev.meanwhile.resilience;

/**
 * How many retries, or hedges, are left, for all callers that share it. When a backend fails or is
 * slow for everybody, they multiply the load exactly then, and once more in each layer that
 * repeats; a budget bounds them to a share of the calls.
 *
 * <p>A token bucket: each call puts in a part of a token, each retry takes a whole one, and nobody
 * waits for one. The idea is that of retry throttling in gRPC (proposal A6) and of the retry budget
 * in Google's "Site Reliability Engineering", chapter 21. It needs no clock. Thread-safe.
 *
 * {@snippet file="Retrying.java" region="give-up"}
 */
public final class Budget {
  private static final int PARTS = 100;

  private final int percent;
  private final long most;
  private long parts;

  private Budget(int percent, int reserve) {
    this.percent = percent;
    this.most = (long) reserve * PARTS;
    this.parts = most;
  }

  /**
   * Retries up to {@code percent} of the calls, and 10 more.
   *
   * @param percent 0 to 100
   */
  public static Budget percent(int percent) {
    return percent(percent, 10);
  }

  /**
   * Retries up to {@code percent} of the calls, and {@code reserve} more, so that the first
   * failures after a quiet time are retried.
   *
   * @param percent 0 to 100
   * @param reserve 1 or more; it is full at first, and never fuller
   */
  public static Budget percent(int percent, int reserve) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(
          "a budget of " + percent + " percent of the calls; allowed: 0 to 100");
    }
    if (reserve < 1) {
      throw new IllegalArgumentException(
          "a reserve of " + reserve + " retries; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Budget(percent, reserve);
  }

  /** How many retries it allows at this moment. */
  public synchronized int available() {
    return (int) (parts / PARTS);
  }

  /** A call begins. */
  synchronized void earn() {
    parts = Math.min(most, parts + percent);
  }

  /** Takes the token for a retry; false if there is none. */
  synchronized boolean take() {
    boolean enough = parts >= PARTS;
    if (enough) {
      parts -= PARTS;
    }
    return enough;
  }

  /** The retry was not made. */
  synchronized void giveBack() {
    parts = Math.min(most, parts + PARTS);
  }

  @Override
  public String toString() {
    return "budget of " + percent + " % and " + most / PARTS + " retries, " + available() + " left";
  }
}
