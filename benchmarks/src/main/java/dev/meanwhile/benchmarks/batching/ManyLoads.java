package dev.meanwhile.benchmarks.batching;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers, each of which wants the value of one key; a backend that takes many keys at once. */
public abstract class ManyLoads extends Trial {
  /** The most keys of one call. */
  protected static final int BATCH = 100;

  private final AtomicInteger calls = new AtomicInteger();
  private Duration delay = Duration.ZERO;
  private int loads;
  private int keys;

  /** The caller of this number wants the value of {@link #key} of it; returns the sum of all. */
  protected abstract long sum(int loads) throws Exception;

  protected final int key(int load) {
    return load % keys;
  }

  protected final int keys() {
    return keys;
  }

  /** The backend: a key and one is its value. */
  protected final Map<Integer, Integer> fetch(Collection<Integer> wanted) {
    if (wanted.size() > BATCH) {
      throw new IllegalStateException(wanted.size() + " keys in one call");
    }
    calls.incrementAndGet();
    if (delay.isPositive()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    var values = HashMap.<Integer, Integer>newHashMap(wanted.size());
    wanted.forEach(key -> values.put(key, key + 1));
    return values;
  }

  @Override
  protected final void open(Variant variant) {
    loads = variant.number("loads");
    keys = variant.number("keys");
    if (variant.is("fetch", "1ms")) {
      delay = Duration.ofMillis(1);
    }
  }

  @Override
  public final Object run() throws Exception {
    calls.set(0);
    long sum = sum(loads);
    if (calls.get() != keys / BATCH) {
      throw new IllegalStateException(calls + " calls instead of " + keys / BATCH);
    }
    return sum;
  }

  @Override
  protected final Object expected() {
    long sum = 0;
    for (int i = 0; i < loads; i++) {
      sum += key(i) + 1;
    }
    return sum;
  }
}
