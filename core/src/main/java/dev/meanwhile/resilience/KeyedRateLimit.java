package dev.meanwhile.resilience;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One rate limit for each key: each tenant, each host. Thread-safe.
 *
 * <p>A key is forgotten when its limit is as good as new. Where more keys than it may remember are
 * busy at once, those beyond share one limit: slower than they might be, never faster.
 *
 * {@snippet file="RateLimiting.java" region="keyed"}
 *
 * @param <K> the keys; compared by {@code equals}
 */
public final class KeyedRateLimit<K> {
  private final int mostKeys;
  private final Supplier<RateLimit> limit;
  private final Map<K, Entry> entries = new HashMap<>();
  private final Entry beyond;
  private int untilNextLook;

  private KeyedRateLimit(int mostKeys, Supplier<RateLimit> limit) {
    this.mostKeys = mostKeys;
    this.limit = limit;
    this.beyond = new Entry(limit.get());
  }

  /**
   * Remembers up to {@code mostKeys} at once.
   *
   * @param mostKeys 1 or more
   * @param limit makes the limit of one key: {@code () -> RateLimit.perSecond(5)}
   */
  public static <K> KeyedRateLimit<K> of(int mostKeys, Supplier<RateLimit> limit) {
    if (mostKeys < 1) {
      throw new IllegalArgumentException(
          mostKeys + " keys at most; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new KeyedRateLimit<>(mostKeys, requireNonNull(limit, "limit"));
  }

  /**
   * Runs {@code task} under the limit of {@code key}, as {@link RateLimit#call} does. A {@link
   * RetryAfter} that comes out of it pauses that key only.
   *
   * @throws X what the task throws
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <T extends @Nullable Object, X extends Exception> T call(K key, Task<T, X> task)
      throws X, InterruptedException {
    Entry entry = enter(key);
    try {
      return entry.limit.call(task);
    } finally {
      leave(entry);
    }
  }

  /** Waits until {@code key} may start, as {@link RateLimit#acquire} does. */
  public void acquire(K key) throws InterruptedException {
    Entry entry = enter(key);
    try {
      entry.limit.acquire();
    } finally {
      leave(entry);
    }
  }

  /** Starts for {@code key}, if that may be at once. */
  public boolean tryAcquire(K key) {
    Entry entry = enter(key);
    try {
      return entry.limit.tryAcquire();
    } finally {
      leave(entry);
    }
  }

  /** Takes the next place in the queue of {@code key}, as {@link RateLimit#reserve} does. */
  public Reservation reserve(K key) {
    Entry entry = enter(key);
    try {
      return entry.limit.reserve();
    } finally {
      leave(entry);
    }
  }

  /** How many keys it remembers at this moment. */
  public synchronized int keys() {
    return entries.size();
  }

  private synchronized Entry enter(K key) {
    Entry entry = entries.get(requireNonNull(key, "key"));
    if (entry == null) {
      entry = add(key);
    }
    entry.users++;
    return entry;
  }

  private Entry add(K key) {
    if (entries.size() >= mostKeys) {
      forget();
    }
    if (entries.size() >= mostKeys) {
      return beyond;
    }
    Entry entry = new Entry(requireNonNull(limit.get(), "the limit of a key"));
    entries.put(key, entry);
    return entry;
  }

  /** Looks through all keys; where that was in vain, not again for a while. */
  private void forget() {
    if (untilNextLook > 0) {
      untilNextLook--;
    } else if (!entries.values().removeIf(Entry::isForgettable)) {
      untilNextLook = mostKeys / 16;
    }
  }

  private synchronized void leave(Entry entry) {
    entry.users--;
  }

  private static final class Entry {
    private final RateLimit limit;
    private int users;

    private Entry(RateLimit limit) {
      this.limit = limit;
    }

    private boolean isForgettable() {
      return users == 0 && limit.isFresh();
    }
  }
}
