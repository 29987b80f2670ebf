package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.KeyedQueues;
import dev.meanwhile.runtime.Permits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * At most so many tasks at once for each key: each tenant, host or account. Made by {@link
 * Limit#perKey}. Thread-safe.
 *
 * {@snippet file="Limits.java" region="keys"}
 *
 * <p><b>Order.</b> First come, first served within a key. Under a {@link #total}, the keys take
 * turns: of each key at most as many calls stand in the queue of the whole as may run at once, so
 * that a busy key starves nobody. <b>Failure, interrupt, threads.</b> As {@link Limit#call}.
 * <b>Memory.</b> A key is known only as long as somebody holds or awaits a permit of it; {@link
 * #maxWaiting} bounds how many await one.
 *
 * <p><b>Pitfalls.</b> Work with a permit of one key may ask for another key's, unless there is a
 * total; two that do so in opposite order block each other, as with two limits.
 *
 * @param <K> has {@code equals} and {@code hashCode}
 */
public final class KeyedLimit<K> {
  private final int perKey;
  private final int maxWaiting;
  private final Duration maxWait;
  private final @Nullable Limit total;
  private final KeyedQueues<K> keys;

  private KeyedLimit(int perKey, int maxWaiting, Duration maxWait, @Nullable Limit total) {
    this.perKey = perKey;
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
    this.total = total;
    this.keys =
        new KeyedQueues<>("limit of " + perKey, perKey, maxWaiting, Durations.nanos(maxWait));
  }

  /** Made by {@link Limit}, which has checked the number. */
  static <K> KeyedLimit<K> of(int perKey) {
    return new KeyedLimit<>(perKey, Integer.MAX_VALUE, Deadline.FOREVER, null);
  }

  /**
   * A limit like this one, with permits of its own, whose calls all together keep {@code total}. A
   * call takes the permit of its key first, and holds it while it waits for one of the total. If
   * the total rejects it, it gives the other back.
   */
  public KeyedLimit<K> total(Limit total) {
    return new KeyedLimit<>(perKey, maxWaiting, maxWait, Objects.requireNonNull(total, "total"));
  }

  /**
   * A limit like this one, with permits of its own, for which at most {@code n} calls of a key
   * wait. Who comes later is {@link Rejected} at once; the other keys do not notice.
   *
   * @param n 0 or more
   */
  public KeyedLimit<K> maxWaiting(int n) {
    return new KeyedLimit<>(perKey, Limit.notNegative(n), maxWait, total);
  }

  /**
   * A limit like this one, with permits of its own, for which a call waits so long at most for the
   * permit of its key. Then it is {@link Rejected}.
   *
   * @param longest zero or more; zero tries once
   */
  public KeyedLimit<K> maxWait(Duration longest) {
    Durations.notNegative("the longest wait", longest);
    return new KeyedLimit<>(perKey, maxWaiting, longest, total);
  }

  /**
   * Runs {@code task} on the calling thread, as soon as there is a permit of {@code key} for it.
   */
  public <T extends @Nullable Object, X extends Exception> T call(K key, Task<T, X> task)
      throws X, InterruptedException {
    Objects.requireNonNull(task, "task");
    Task<T, X> inner = total == null ? task : () -> total.call(task);
    try (var queue = keys.use(key)) {
      return Permits.call(Demand.of(queue.permits()), WaitReason.PERMIT, inner);
    }
  }

  /** How many permits of {@code key} are held at this moment, also by calls that await a total. */
  public int inUse(K key) {
    return keys.inUse(key);
  }

  /** How many calls wait for a permit of {@code key} at this moment. */
  public int waiting(K key) {
    return keys.waiting(key);
  }

  /** How many keys are known at this moment. */
  public int keys() {
    return keys.size();
  }

  @Override
  public String toString() {
    return "limit of " + perKey + " per key" + (total == null ? "" : ", " + total + " in all");
  }
}
