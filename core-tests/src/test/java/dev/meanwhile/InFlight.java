package dev.meanwhile;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts how many are inside at once, and how many have left. */
final class InFlight {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();

  /** Counts {@code work} as inside while it runs. */
  <T, X extends Exception> T during(Task<T, X> work) throws X, InterruptedException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      return work.run();
    } finally {
      now.decrementAndGet();
      finished.incrementAndGet();
    }
  }

  int now() {
    return now.get();
  }

  int most() {
    return most.get();
  }

  int finished() {
    return finished.get();
  }
}
