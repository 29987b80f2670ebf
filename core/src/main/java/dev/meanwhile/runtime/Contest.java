package dev.meanwhile.runtime;

import dev.meanwhile.AllFailed;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of several tasks wins, and the others are told to stop. */
public final class Contest {
  private Contest() {}

  /** The first to finish, well or badly. */
  public static <T extends @Nullable Object> T race(
      Collection<? extends Task<? extends T, ?>> tasks) throws InterruptedException {
    List<Task<? extends T, ?>> runners = runners("race", tasks);
    try (TaskGroup group = TaskGroup.open("race", null, Rule.FIRST_SETTLED)) {
      group.fork(runners);
      group.join();
      return winner(group);
    }
  }

  /** The first to succeed. */
  public static <T extends @Nullable Object> T any(Collection<? extends Task<? extends T, ?>> tasks)
      throws InterruptedException {
    List<Task<? extends T, ?>> runners = runners("any", tasks);
    try (TaskGroup group = TaskGroup.open("any", null, Rule.FIRST_SUCCESS)) {
      List<Fork<?, ?>> forks = group.fork(runners);
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
      List<Fork<?, ?>> forks = staggered(group, runners, nanos, failures -> true);
      group.join();
      return winnerOf(group, forks);
    }
  }

  /**
   * The first attempt to succeed; each starts as those of a {@link #hedge} do, as long as {@code
   * more} agrees, which is asked on the calling thread before each but the first, and told what the
   * others threw so far.
   *
   * @throws X what the first attempt threw, if all that were started failed
   */
  public static <T extends @Nullable Object, X extends Exception> Won<T> repeat(
      List<? extends Task<T, X>> attempts, long nanos, Predicate<? super List<Throwable>> more)
      throws X, InterruptedException {
    try (TaskGroup group = TaskGroup.open("hedge", null, Rule.FIRST_SUCCESS)) {
      List<Fork<?, ?>> forks = staggered(group, attempts, nanos, more);
      group.join();
      if (group.decided() == null) {
        throw Thrown.<X>as(primaryFailureOf(forks));
      }
      return new Won<>(winner(group), forks.indexOf(group.decided()));
    }
  }

  /**
   * What won.
   *
   * @param attempt its place among the attempts, from zero
   */
  public record Won<T extends @Nullable Object>(T value, int attempt) {}

  private static List<Fork<?, ?>> staggered(
      TaskGroup group,
      List<? extends Task<?, ?>> runners,
      long nanos,
      Predicate<? super List<Throwable>> more) {
    var forks = new ArrayList<Fork<?, ?>>();
    for (Task<?, ?> runner : runners) {
      if (!forks.isEmpty() && (group.cancelled() != null || !more.test(failuresOf(forks)))) {
        break;
      }
      int seen = group.caller().changes();
      forks.add(group.fork(runner));
      if (forks.size() < runners.size()) {
        long until = Timekeeper.after(group.run().timekeeper().nanoTime(), nanos);
        group.caller().awaitChange(seen, WaitReason.DELAY, until);
      }
    }
    return forks;
  }

  private static List<Throwable> failuresOf(List<Fork<?, ?>> forks) {
    return forks.stream().filter(Fork::isOver).map(Fork::failure).filter(Objects::nonNull).toList();
  }

  private static Throwable primaryFailureOf(List<Fork<?, ?>> forks) {
    Throwable primary = failureOf(forks.getFirst());
    forks.stream().skip(1).forEach(fork -> Suppression.add(primary, failureOf(fork)));
    return primary;
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
