package dev.meanwhile.benchmarks.batching;

import java.util.concurrent.atomic.LongAdder;

/** Where each caller is a virtual thread. */
abstract class BlockedCallers extends ManyLoads {
  /** Forgets what was loaded before. */
  protected abstract void begin(int loads);

  /** Waits for the value of {@code key}. */
  protected abstract int load(int key) throws Exception;

  @Override
  protected final long sum(int loads) throws InterruptedException {
    begin(loads);
    var sum = new LongAdder();
    var callers = new Thread[loads];
    for (int i = 0; i < loads; i++) {
      int key = key(i);
      callers[i] = Thread.startVirtualThread(() -> add(key, sum));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return sum.sum();
  }

  private void add(int key, LongAdder sum) {
    try {
      sum.add(load(key));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
