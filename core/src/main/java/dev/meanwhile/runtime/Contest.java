package dev.meanwhile.runtime;

import dev.meanwhile.AllFailed;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of several tasks wins, and the others are told to stop. */
public final class Contest {
  private Contest() {}

  /** The first to finish, well or badly. */
  public static <T extends @Nullable Object> T race(Iterable<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    try (TaskGroup group = TaskGroup.open("race", null, Rule.FIRST_SETTLED)) {
      startAll(group, tasks);
      group.join();
      return winner(group);
    }
  }

  /** The first to succeed. */
  public static <T extends @Nullable Object> T any(Iterable<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    try (TaskGroup group = TaskGroup.open("any", null, Rule.FIRST_SUCCESS)) {
      List<Fork<?, ?>> forks = startAll(group, tasks);
      group.join();
      return winnerOf(group, forks);
    }
  }

  /**
   * The first to succeed; each starts {@code delay} after the one before it, or at once when one
   * fails.
   */
  public static <T extends @Nullable Object> T hedge(
      Duration delay, Iterable<? extends Task<? extends T, ?>> tasks) throws InterruptedException {
    long nanos = Durations.nanos(Durations.notNegative("the delay of a hedge", delay));
    try (TaskGroup group = TaskGroup.open("hedge", null, Rule.FIRST_SUCCESS)) {
      var forks = new ArrayList<Fork<?, ?>>();
      for (var remaining = tasks.iterator(); remaining.hasNext() && !group.isOver(); ) {
        int seen = group.changes();
        forks.add(group.fork(remaining.next()));
        if (remaining.hasNext()) {
          long next = Timekeeper.after(group.run().timekeeper().nanoTime(), nanos);
          group.awaitChange(seen, WaitReason.DELAY, next);
        }
      }
      requireSome("hedge", forks);
      group.join();
      return winnerOf(group, forks);
    }
  }

  private static List<Fork<?, ?>> startAll(TaskGroup group, Iterable<? extends Task<?, ?>> tasks) {
    var forks = new ArrayList<Fork<?, ?>>();
    for (Task<?, ?> task : tasks) {
      forks.add(group.fork(task));
    }
    requireSome(group.verb(), forks);
    return forks;
  }

  private static void requireSome(String verb, List<Fork<?, ?>> forks) {
    if (forks.isEmpty()) {
      throw new IllegalArgumentException(
          verb + " of 0 tasks has no winner; allowed: 1 task or more");
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the tasks of the group are tasks of T
  private static <T extends @Nullable Object> T winnerOf(TaskGroup group, List<Fork<?, ?>> forks) {
    if (group.decided() == null) {
      throw new AllFailed(
          forks.stream().map(Fork::path).toList(), forks.stream().map(Contest::failureOf).toList());
    }
    return winner(group);
  }

  private static Throwable failureOf(Fork<?, ?> fork) {
    Throwable failure = fork.failure();
    if (failure == null) {
      throw new AssertionError(fork + " neither won nor failed");
    }
    Failures.markAwaited(fork, failure);
    return failure;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends @Nullable Object> T winner(TaskGroup group) {
    if (group.decided() instanceof Fork<?, ?> fork) {
      return (T) fork.value();
    }
    throw new AssertionError(group + " ended without a winner");
  }
}
