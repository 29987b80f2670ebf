package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Work within a deadline, and sleep that respects it. */
public final class TimeLimit {
  private TimeLimit() {}

  /** Runs {@code task} on the calling thread, and interrupts it when the limit has passed. */
  public static <T extends @Nullable Object, X extends Exception> T within(
      Duration limit, Task<T, X> task) throws X, InterruptedException {
    return call("within", limit, task, null);
  }

  /** The same, with a value from {@code fallback} when the limit has passed. */
  public static <T extends @Nullable Object, X extends Exception> T withinOr(
      Duration limit, Task<? extends T, ? extends X> task, Task<? extends T, ? extends X> fallback)
      throws X, InterruptedException {
    return call("withinOr", limit, task, fallback);
  }

  /** Runs {@code task} on the calling thread, where only this limit reaches it. */
  public static <T extends @Nullable Object, X extends Exception> T shield(
      Duration limit, Task<T, X> task) throws X, InterruptedException {
    Durations.notNegative("the limit of shield", limit);
    return Runs.inTask(
        "shield", () -> Shield.over(TaskNode.running(), () -> call("shield", limit, task, null)));
  }

  private static <T extends @Nullable Object, X extends Exception> T call(
      String verb,
      Duration limit,
      Task<? extends T, ? extends X> task,
      @Nullable Task<? extends T, ? extends X> fallback)
      throws X, InterruptedException {
    TimedCall call = TimedCall.of(verb, Durations.notNegative("the limit of " + verb, limit), task);
    try {
      return call.run(task);
    } catch (DeadlineExceeded exceeded) {
      if (fallback == null || !call.hasStruck(exceeded)) {
        throw exceeded;
      }
    }
    return fallback.run();
  }

  /**
   * What is left of the nearest deadline, in nanoseconds, or {@link Timekeeper#NEVER} where there
   * is none.
   */
  public static long remainingNanos() {
    long at = TimedCall.deadlineAt(TaskNode.standing());
    return at == Timekeeper.NEVER ? at : Math.max(0, at - Ambient.nanoTime());
  }

  /** Sleeps; not at all if that would end after the deadline. */
  public static void sleep(Duration duration) throws InterruptedException {
    long nanos = Durations.nanos(Durations.notNegative("the sleep", duration));
    TaskNode current = TaskNode.current();
    Timekeeper timekeeper =
        current == null ? SystemTimekeeper.INSTANCE : current.run().timekeeper();
    long until = Timekeeper.after(timekeeper.nanoTime(), nanos);
    if (current != null) {
      current.checkCancelled();
      ActiveDeadline deadline = current.settings().deadline();
      if (deadline != null && until > deadline.at()) {
        throw deadline.wouldExceed(duration);
      }
    }
    var wait = new Wait(current, WaitReason.SLEEP, null, until);
    if (wait.await() == WaitEnd.INTERRUPTED) {
      throw wait.interrupted();
    }
  }
}
