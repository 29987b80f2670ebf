package dev.meanwhile.resilience;

import dev.meanwhile.Deadline;
import dev.meanwhile.runtime.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a hedge sends another request. Immutable.
 *
 * @param percent which percentile of the latency the delay is; zero for a delay that is not
 *     measured
 * @param first the delay until enough was measured
 * @param warmUp how many latencies are enough
 * @param window how many are kept
 * @param hedges how many more requests one call may send
 * @param budget null for one of its own
 */
record HedgeRule(
    int percent,
    Duration first,
    Duration least,
    Duration most,
    int warmUp,
    int window,
    int hedges,
    @Nullable Budget budget) {
  private static final Duration USUAL_LEAST = Duration.ofMillis(1);

  static HedgeRule after(int percent, Duration first) {
    return new HedgeRule(percent, first, USUAL_LEAST, Deadline.FOREVER, 100, 1000, 1, null);
  }

  HedgeRule between(Duration shortest, Duration longest) {
    return new HedgeRule(percent, first, shortest, longest, warmUp, window, hedges, budget);
  }

  HedgeRule measuring(int enough, int kept) {
    return new HedgeRule(percent, first, least, most, enough, kept, hedges, budget);
  }

  HedgeRule hedges(int n) {
    return new HedgeRule(percent, first, least, most, warmUp, window, n, budget);
  }

  HedgeRule budget(Budget shared) {
    return new HedgeRule(percent, first, least, most, warmUp, window, hedges, shared);
  }

  /** The delay at this moment, in nanoseconds. */
  long delay(Latencies latencies) {
    if (percent == 0 || latencies.count() < warmUp) {
      return Nanos.of(first);
    }
    return Math.clamp(latencies.percentile(percent), Nanos.of(least), Nanos.of(most));
  }

  @Override
  public String toString() {
    String delay = Durations.text(first);
    return (hedges == 1 ? "hedge after " : "up to " + hedges + " hedges, each after ")
        + (percent == 0 ? delay : "percentile " + percent + ", " + delay + " at first");
  }
}
