package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task with a name. */
public record NamedTask<T extends @Nullable Object, X extends Exception>(
    String name, Task<T, X> task) implements Task<T, X> {
  /** Refuses an empty name. */
  public NamedTask {
    Objects.requireNonNull(task, "task");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the name of a task is blank: \"" + name + "\"; any other text is allowed");
    }
  }

  @Override
  public T run() throws X, InterruptedException {
    return task.run();
  }

  /** The name given to {@code task}, or null. */
  static @Nullable String of(Task<?, ?> task) {
    return task instanceof NamedTask<?, ?> named ? named.name : null;
  }

  /** The task without its names. */
  static Task<?, ?> bare(Task<?, ?> task) {
    Task<?, ?> bare = task;
    while (bare instanceof NamedTask<?, ?> named) {
      bare = named.task;
    }
    return bare;
  }
}
