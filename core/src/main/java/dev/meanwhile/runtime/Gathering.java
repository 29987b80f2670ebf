package dev.meanwhile.runtime;

import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All results, or all outcomes, in the order of the tasks. */
public final class Gathering {
  private Gathering() {}

  /** Runs all at once; the first failure cancels the others and is thrown. */
  public static @Nullable Object[] all(Collection<? extends Task<?, ?>> tasks)
      throws InterruptedException {
    List<Task<?, ?>> listed = listed(tasks);
    try (TaskGroup group = TaskGroup.open("all", null, Rule.FAIL_FAST)) {
      List<Fork<?, ?>> forks = group.fork(listed);
      group.join();
      var values = new @Nullable Object[forks.size()];
      Arrays.setAll(values, i -> forks.get(i).value());
      return values;
    }
  }

  /** Runs all at once, each to its end. */
  public static Outcome<?>[] settle(Collection<? extends Task<?, ?>> tasks)
      throws InterruptedException {
    List<Task<?, ?>> listed = listed(tasks);
    try (TaskGroup group = TaskGroup.open("settle", null, Rule.COLLECT)) {
      List<Fork<?, ?>> forks = group.fork(listed);
      group.join();
      return forks.stream().map(Gathering::outcomeOf).toArray(Outcome<?>[]::new);
    }
  }

  /** The results as a list that permits nulls and cannot be changed. */
  @SuppressWarnings("unchecked")
  public static <T extends @Nullable Object> List<T> listOf(@Nullable Object[] values) {
    return (List<T>) Collections.unmodifiableList(Arrays.asList(values));
  }

  /** The tasks, read to the end before any of them starts. */
  static <K extends Task<?, ?>> List<K> listed(Collection<? extends K> tasks) {
    var list = new ArrayList<K>(tasks);
    for (K task : list) {
      Objects.requireNonNull(task, "task");
    }
    return list;
  }

  private static Outcome<?> outcomeOf(Fork<?, ?> fork) {
    Throwable failure = fork.failure();
    if (fork.ending() == Ending.FAILED && failure != null) {
      Failures.markAwaited(fork, failure);
      return new Outcome.Failure<>(failure);
    }
    return new Outcome.Success<>(fork.value());
  }

  /**
   * Runs {@code task} on the calling thread; what it throws becomes a value, unless it was told to
   * stop.
   */
  public static <T extends @Nullable Object, X extends Exception> Outcome<T> outcome(
      Task<T, X> task) throws InterruptedException {
    try {
      return new Outcome.Success<>(task.run());
    } catch (InterruptedException | VirtualMachineError unstoppable) {
      throw unstoppable;
    } catch (Throwable failure) {
      TaskNode current = TaskNode.current();
      if (current != null && current.cancelled() != null) {
        throw Thrown.as(failure);
      }
      return new Outcome.Failure<>(failure);
    }
  }
}
