package dev.meanwhile.runtime;

import dev.meanwhile.AllFailed;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of several tasks wins, and the others are told to stop. */
public final class Contest {
  private Contest() {}

  /** The first to finish, well or badly. */
  public static <T extends @Nullable Object> T race(
      Collection<? extends Task<? extends T, ?>> tasks) throws InterruptedException {
    List<Task<? extends T, ?>> runners = runners("race", tasks);
    try (TaskGroup group = TaskGroup.open("race", null, Rule.FIRST_SETTLED)) {
      runners.forEach(group::fork);
      group.join();
      return winner(group);
    }
  }

  /** The first to succeed. */
  public static <T extends @Nullable Object> T any(Collection<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    List<Task<? extends T, ?>> runners = runners("any", tasks);
    try (TaskGroup group = TaskGroup.open("any", null, Rule.FIRST_SUCCESS)) {
      var forks = new ArrayList<Fork<?, ?>>();
      for (Task<? extends T, ?> runner : runners) {
        forks.add(group.fork(runner));
      }
      group.join();
      return winnerOf(group, forks);
    }
  }

  /**
   * The first to succeed; each starts {@code delay} after the one before it, or at once when one
   * fails.
   */
  public static <T extends @Nullable Object> T hedge(
      Duration delay, Collection<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    long nanos = Durations.nanos(Durations.notNegative("the delay of a hedge", delay));
    List<Task<? extends T, ?>> runners = runners("hedge", tasks);
    try (TaskGroup group = TaskGroup.open("hedge", null, Rule.FIRST_SUCCESS)) {
      var forks = new ArrayList<Fork<?, ?>>();
      for (var next = runners.iterator(); next.hasNext() && !group.isOver(); ) {
        int seen = group.changes();
        forks.add(group.fork(next.next()));
        if (next.hasNext()) {
          long until = Timekeeper.after(group.run().timekeeper().nanoTime(), nanos);
          group.awaitChange(seen, WaitReason.DELAY, until);
        }
      }
      group.join();
      return winnerOf(group, forks);
    }
  }

  private static <K extends Task<?, ?>> List<K> runners(
      String verb, Collection<? extends K> tasks) {
    List<K> runners = Gathering.listed(tasks);
    if (runners.isEmpty()) {
      throw new IllegalArgumentException(
          verb + " of 0 tasks has no winner; allowed: 1 task or more");
    }
    return runners;
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
