package dev.meanwhile.testing;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Sources of chance that repeat themselves. */
public final class Chance {
  private Chance() {}

  /**
   * A thread-safe source that gives the same numbers for the same seed, as long as it is asked in
   * the same order.
   */
  public static RandomGenerator seeded(long seed) {
    var random = new SplittableRandom(seed);
    return () -> {
      synchronized (random) {
        return random.nextLong();
      }
    };
  }
}
