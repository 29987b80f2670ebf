package dev.meanwhile.stream;

import dev.meanwhile.Task;
import dev.meanwhile.runtime.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Code inside a stream, where no checked exception can be declared: what it throws is thrown as
 * itself, unseen by the compiler.
 */
final class Unchecked {
  private Unchecked() {}

  static <T extends @Nullable Object> T get(Task<T, ?> task) {
    try {
      return task.run();
    } catch (Exception failure) {
      throw Thrown.as(failure);
    }
  }
}
