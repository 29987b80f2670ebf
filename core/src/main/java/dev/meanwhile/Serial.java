package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.KeyedQueues;
import dev.meanwhile.runtime.OpenScope;
import dev.meanwhile.runtime.Permits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Queues of tasks, one for each key: in a queue they run one at a time, in the order in which they
 * were started; different keys run side by side. For events that must be handled in order for each
 * account, while the accounts do not wait for each other.
 *
 * {@snippet file="MutualExclusion.java" region="serial"}
 *
 * <p><b>Order.</b> That of the calls of {@link #start}. <b>Failure, interrupt.</b> Those of the
 * scope; a task that is cancelled before its turn leaves the queue. <b>Threads.</b> A task gets its
 * thread when its turn comes. Thread-safe. <b>Memory.</b> A place in the queue for each task that
 * waits; a key is known only as long as it has tasks.
 *
 * <p><b>Pitfalls.</b> A task that waits for a later one of its own key waits for ever: the run ends
 * with {@link Stalled}. One that calls its own key gets {@link Misuse}. A failure is its scope's
 * and ends the queue there; start {@code () -> outcome(task)} for one that the next ones may
 * survive.
 *
 * @param <K> has {@code equals} and {@code hashCode}
 */
public final class Serial<K> {
  private final KeyedQueues<K> keys = new KeyedQueues<>("serial queue", 1);

  private Serial() {}

  /** Queues that have nothing to do. */
  public static <K> Serial<K> perKey() {
    return new Serial<>();
  }

  /**
   * Starts {@code task} in {@code scope}, to run after the earlier ones of {@code key}.
   *
   * @return the handle to its result, usable until the scope ends
   * @throws X never by this method, as {@link Scope#start} says
   * @throws Misuse if the scope has ended, or the calling thread runs none of its tasks
   */
  public <T extends @Nullable Object, X extends Exception> Later<T, X> start(
      Scope scope, K key, Task<T, X> task) throws X {
    Objects.requireNonNull(task, "task");
    return OpenScope.of(scope).start(keys.use(key), task);
  }

  /** Runs {@code task} on the calling thread, after the earlier ones of {@code key}. */
  public <T extends @Nullable Object, X extends Exception> T call(K key, Task<T, X> task)
      throws X, InterruptedException {
    Objects.requireNonNull(task, "task");
    try (var queue = keys.use(key)) {
      return Permits.call(Demand.of(queue.permits()), WaitReason.MUTEX, task);
    }
  }

  /** How many tasks of {@code key} wait for their turn at this moment. */
  public int waiting(K key) {
    return keys.waiting(key);
  }

  /** How many keys have tasks at this moment. */
  public int keys() {
    return keys.size();
  }

  @Override
  public String toString() {
    return "serial queue per key";
  }
}
