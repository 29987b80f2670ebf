package dev.meanwhile;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Demand;
import dev.meanwhile.runtime.Durations;
import dev.meanwhile.runtime.NamedTask;
import dev.meanwhile.runtime.PermitQueue;
import dev.meanwhile.runtime.Permits;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One at a time: for state that is read, waited with, and written.
 *
 * {@snippet file="MutualExclusion.java" region="mutex"}
 *
 * <p><b>Order.</b> First come, first served. <b>Failure.</b> What the task throws is thrown as
 * itself, and the lock is free again. <b>Interrupt.</b> Whoever is interrupted, cancelled or late
 * while waiting leaves the queue. <b>Threads.</b> The task runs on the calling thread; what it
 * starts runs beside it, inside of the lock. Thread-safe.
 *
 * <p><b>Pitfalls.</b> It is not reentrant: work inside of the lock, and every task below it, that
 * asks for it again gets {@link Misuse}, which names both places. Two that are taken in opposite
 * order block each other: in one run that ends with {@link Stalled}, two runs wait until a
 * deadline. For state that nobody waits with, {@code synchronized} will do.
 */
public final class Mutex {
  private final PermitQueue permit;
  private final Demand demand;

  private Mutex(String title) {
    this.permit = new PermitQueue(title, 1);
    this.demand = Demand.of(permit);
  }

  /** One that nobody holds. */
  public static Mutex create() {
    return new Mutex("mutex");
  }

  /**
   * One that errors and traces call by that name.
   *
   * @param name any text that is not blank
   */
  public static Mutex named(String name) {
    return new Mutex("mutex \"" + NamedTask.checked(Objects.requireNonNull(name, "name")) + "\"");
  }

  /** One for each key; {@code K} has {@code equals} and {@code hashCode}. */
  public static <K> KeyedMutex<K> perKey() {
    return new KeyedMutex<>();
  }

  /** Runs {@code task} on the calling thread, when nobody else is inside. */
  public <T extends @Nullable Object, X extends Exception> T withLock(Task<T, X> task)
      throws X, InterruptedException {
    return Permits.call(demand, WaitReason.MUTEX, Objects.requireNonNull(task, "task"));
  }

  /**
   * Runs {@code task} on the calling thread, if it comes in within {@code longest}. The time inside
   * does not count.
   *
   * @param longest zero or more; zero tries once
   * @throws Rejected if it does not come in
   */
  public <T extends @Nullable Object, X extends Exception> T withLock(
      Duration longest, Task<T, X> task) throws X, InterruptedException {
    Durations.notNegative("the longest wait", longest);
    Demand patient = demand.withMaxWait(Durations.nanos(longest));
    return Permits.call(patient, WaitReason.MUTEX, Objects.requireNonNull(task, "task"));
  }

  /** Whether somebody is inside at this moment. */
  public boolean isLocked() {
    return permit.inUse() > 0;
  }

  /** How many wait at this moment. */
  public int waiting() {
    return permit.waiting();
  }

  @Override
  public String toString() {
    return permit.toString();
  }
}
