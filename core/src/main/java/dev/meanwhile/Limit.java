package dev.meanwhile;

import dev.meanwhile.runtime.PermitQueue;

/**
 * How many tasks may run at once. A limit kept in a constant bounds all its users together; those
 * who wait are served in the order in which they came. A task gets its permit before it gets a
 * thread, and gives it back when it ends, however that is. Thread-safe.
 */
public final class Limit {
  private final PermitQueue permits;

  private Limit(PermitQueue permits) {
    this.permits = permits;
  }

  /**
   * At most {@code n} tasks at once.
   *
   * @param n 1 or more
   */
  public static Limit atMost(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "a limit of " + n + " lets nothing run; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Limit(new PermitQueue("limit of " + n, n));
  }

  /** How many tasks may run at once. */
  public int capacity() {
    return permits.capacity();
  }

  /** How many permits are held at this moment. */
  public int inUse() {
    return permits.inUse();
  }

  /** How many tasks wait for a permit at this moment. */
  public int waiting() {
    return permits.waiting();
  }

  PermitQueue permits() {
    return permits;
  }

  @Override
  public String toString() {
    return permits.toString();
  }
}
