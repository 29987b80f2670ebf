package dev.meanwhile.trace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Chooses one of each {@code n} runs. Which one of them changes, so that work that comes in turns
 * does not hide from it.
 */
final class Sampler {
  private final int n;
  private final AtomicLong seen = new AtomicLong();

  /** Chooses none, if {@code n} is zero. */
  Sampler(int n) {
    this.n = n;
  }

  /** Whether the next run is chosen. */
  boolean next() {
    if (n <= 1) {
      return n == 1;
    }
    long number = seen.getAndIncrement();
    return number % n == Math.floorMod(mixed(number / n), (long) n);
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long block) {
    long z = (block + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
