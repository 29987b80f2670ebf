package dev.meanwhile.runtime;

/**
 * Finds how much work a backend takes at once from how long each piece of it takes. Where a backend
 * is full, what it is given more only queues there, and every piece takes longer.
 *
 * <p>Work is counted in rounds: twice as many pieces as were in flight, and ten at least, all begun
 * since the size changed. After a round,
 *
 * <pre>
 *   gradient = 1.1 * unloaded / mean, within [0.5, 1]
 *   size     = gradient * size + sqrt(size), within [least, most]
 * </pre>
 *
 * <p>{@code mean} is how long the pieces of the round took, and {@code unloaded} how long they take
 * where nothing queues; a tenth more than that is taken for chance. The root is the headroom by
 * which the size grows until something queues. So a backend that does {@code c} at once gets about
 * {@code 1.1 * c + sqrt(c)}. A size of which less than half is in use does not grow. A piece that
 * was refused, or timed out after no less than the unloaded time, takes the size at once to 0.7 of
 * it, once in a round.
 *
 * <p>{@code unloaded} is what the first round took. Every 50 rounds, and when the size has fallen
 * to half, it is looked at again: one round with half as much in flight. If that is slower than
 * before, it may still queue: it is halved again, until the pieces get no faster.
 *
 * <p>The gradient and its headroom are those of Envoy's <a
 * href="https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/adaptive_concurrency_filter">adaptive
 * concurrency filter</a>, after Netflix's <a
 * href="https://netflixtechblog.medium.com/performance-under-load-3e6fa9a60581">Performance Under
 * Load</a> (2018) and TCP Vegas (Brakmo and Peterson, 1995). To give way for a moment, to see the
 * unloaded time, is the ProbeRTT of BBR (Cardwell et al., 2016); 0.7 is the factor of CUBIC (RFC
 * 9438).
 *
 * <p>Knows no clock and no threads. Guarded by its owner.
 */
final class Gradient {
  private static final int FEWEST = 10;
  private static final int ROUNDS_BETWEEN_LOOKS = 50;
  private static final double TOLERANCE = 1.1;
  private static final double STEEPEST = 0.5;
  private static final double AFTER_DROP = 0.7;

  /** How a piece of work ended that says something. */
  enum Ending {
    /** It was done. */
    DONE,
    /** The other side would not do it. */
    REFUSED,
    /** It was cut off before it was done. */
    LATE
  }

  private final int least;
  private final int most;
  private double size;

  private int round;
  private int capacity;
  private int count;
  private long sum;
  private int busiest;

  private boolean looking = true;
  private double unloaded; // 0 as long as nobody knows
  private double lookedAt; // by the look before, or 0
  private double sizeAtLook;
  private int roundsToLook;

  Gradient(int least, int most) {
    this.least = least;
    this.most = most;
    goOnFrom(least);
  }

  /** How much may be in flight now. */
  int capacity() {
    return capacity;
  }

  /** A number that changes with every round; whoever begins work takes it along. */
  int round() {
    return round;
  }

  /** Goes on from {@code other}. */
  void goOnFrom(int other) {
    size = other;
    sizeAtLook = other;
    looking = unloaded == 0;
    beginRound();
  }

  /**
   * A piece of work has ended.
   *
   * @param began the round in which it began
   * @param nanos how long it took
   * @param inFlight how much was in flight, with this
   */
  void ended(Ending how, int began, long nanos, int inFlight) {
    if (began != round) {
      return;
    }
    busiest = Math.max(busiest, inFlight);
    switch (how) {
      case DONE -> done(Math.max(1, nanos));
      case REFUSED -> drop();
      case LATE -> {
        if (nanos >= unloaded) {
          drop();
        }
      }
    }
  }

  private void done(long nanos) {
    count++;
    sum += nanos;
    if (count >= Math.max(FEWEST, 2L * busiest)) {
      double mean = (double) sum / count;
      if (looking) {
        look(mean);
      } else {
        adapt(mean);
      }
      beginRound();
    }
  }

  private void drop() {
    resize(AFTER_DROP * size);
    beginRound();
  }

  private void look(double mean) {
    boolean slower = unloaded > 0 && mean > TOLERANCE * unloaded;
    boolean stillFalling = lookedAt == 0 || TOLERANCE * mean < lookedAt;
    if (slower && stillFalling && capacity > least) {
      lookedAt = mean;
      return;
    }
    looking = false;
    unloaded = mean;
    lookedAt = 0;
    sizeAtLook = size;
    roundsToLook = ROUNDS_BETWEEN_LOOKS;
  }

  private void adapt(double mean) {
    double gradient = Math.clamp(TOLERANCE * unloaded / mean, STEEPEST, 1);
    double next = gradient * size + Math.sqrt(size);
    boolean used = busiest >= size / 2;
    resize(used ? next : Math.min(next, size));
    roundsToLook--;
    looking = roundsToLook <= 0 || size <= sizeAtLook / 2;
  }

  private void resize(double next) {
    size = Math.clamp(next, least, most);
  }

  private void beginRound() {
    boolean givesWay = looking && unloaded > 0;
    capacity = givesWay ? Math.max(least, (int) Math.min(size, busiest) / 2) : (int) size;
    round++;
    count = 0;
    sum = 0;
    busiest = 0;
  }
}
