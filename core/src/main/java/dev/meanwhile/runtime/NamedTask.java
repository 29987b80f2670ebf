package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task with a name. */
public record NamedTask<T extends @Nullable Object, X extends Exception>(
    String name, Task<T, X> task) implements Task<T, X> {
  /** Refuses an empty name. */
  public NamedTask {
    checked(name);
    Objects.requireNonNull(task, "task");
  }

  /** The name, if it is one. */
  public static String checked(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the name \"" + name + "\" is blank; any other text is allowed");
    }
    return name;
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
