package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task with a name. */
public record NamedTask<T extends @Nullable Object, X extends Exception>(
    String name, Task<T, X> task) implements WrappedTask<T, X> {
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

  /** The name given to {@code task}, the last one if there are several, or null. */
  public static @Nullable String of(Task<?, ?> task) {
    Task<?, ?> inner = task;
    while (inner instanceof DiscardingTask<?, ?> discarding) {
      inner = discarding.task();
    }
    return inner instanceof NamedTask<?, ?> named ? named.name : null;
  }
}
