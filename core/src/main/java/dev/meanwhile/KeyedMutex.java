package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.KeyedQueues;
import dev.meanwhile.runtime.Permits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One at a time for each key; made by {@link Mutex#perKey}, whose contract holds for each key. A
 * key is known only as long as somebody is inside or waits. Thread-safe.
 *
 * {@snippet file="MutualExclusion.java" region="keyed"}
 *
 * @param <K> has {@code equals} and {@code hashCode}
 */
public final class KeyedMutex<K> {
  private final KeyedQueues<K> keys = new KeyedQueues<>("mutex", 1);

  KeyedMutex() {}

  /** Runs {@code task} on the calling thread, when nobody else is inside with {@code key}. */
  public <T extends @Nullable Object, X extends Exception> T withLock(K key, Task<T, X> task)
      throws X, InterruptedException {
    Objects.requireNonNull(task, "task");
    try (var queue = keys.use(key)) {
      return Permits.call(Demand.of(queue.permits()), WaitReason.MUTEX, task);
    }
  }

  /** Whether somebody is inside with {@code key} at this moment. */
  public boolean isLocked(K key) {
    return keys.inUse(key) > 0;
  }

  /** How many wait for {@code key} at this moment. */
  public int waiting(K key) {
    return keys.waiting(key);
  }

  /** How many keys are known at this moment. */
  public int keys() {
    return keys.size();
  }

  @Override
  public String toString() {
    return "mutex per key";
  }
}
