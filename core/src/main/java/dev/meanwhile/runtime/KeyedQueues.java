package dev.meanwhile.runtime;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A queue of permits for each key. A key exists as long as somebody uses it, so that there are
 * never more than users. Thread-safe.
 */
public final class KeyedQueues<K> {
  private final String name;
  private final int capacity;
  private final int maxWaiting;
  private final long maxWaitNanos;
  private final ConcurrentHashMap<K, Queue> queues = new ConcurrentHashMap<>();

  /**
   * Made by what has checked the numbers.
   *
   * @param maxWaiting how many may wait for each key; who comes later is rejected
   * @param maxWaitNanos how long one may wait, or {@link Timekeeper#NEVER}
   */
  public KeyedQueues(String name, int capacity, int maxWaiting, long maxWaitNanos) {
    this.name = name;
    this.capacity = capacity;
    this.maxWaiting = maxWaiting;
    this.maxWaitNanos = maxWaitNanos;
  }

  /** With room for everyone to wait for as long as it takes. */
  public KeyedQueues(String name, int capacity) {
    this(name, capacity, Integer.MAX_VALUE, Timekeeper.NEVER);
  }

  /** The queue of {@code key}, to be closed by who has done with it. */
  public Queue use(K key) {
    Objects.requireNonNull(key, "key");
    return queues.compute(
        key,
        (_, known) -> {
          Queue queue = known == null ? new Queue(key) : known;
          queue.users++;
          return queue;
        });
  }

  /** How many permits of {@code key} are held. */
  public int inUse(K key) {
    Queue queue = queues.get(key);
    return queue == null ? 0 : queue.permits.inUse();
  }

  /** How many wait for a permit of {@code key}. */
  public int waiting(K key) {
    Queue queue = queues.get(key);
    return queue == null ? 0 : queue.permits.waiting();
  }

  /** How many keys are in use. */
  public int size() {
    return queues.size();
  }

  /** The queue of one key, as long as it is in use. */
  public final class Queue implements AutoCloseable {
    private final K key;
    private final PermitQueue permits;
    private int users; // changed only inside of the map

    private Queue(K key) {
      this.key = key;
      this.permits = new PermitQueue(name + " for " + key, capacity, maxWaiting, maxWaitNanos);
    }

    /** Where its permits are asked for. */
    public PermitQueue permits() {
      return permits;
    }

    /** Once by each that uses it. */
    @Override
    public void close() {
      queues.computeIfPresent(key, (_, queue) -> --queue.users == 0 ? null : queue);
    }
  }
}
