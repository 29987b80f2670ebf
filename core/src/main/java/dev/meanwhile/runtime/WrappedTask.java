package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** A task that does what another does, and says more about it: its name, its discard hook. */
sealed interface WrappedTask<T extends @Nullable Object, X extends Exception> extends Task<T, X>
    permits NamedTask, DiscardingTask {
  /** The task that does the work. */
  Task<T, X> task();

  @Override
  default T run() throws X, InterruptedException {
    return task().run();
  }

  /** The task itself, without what was said about it. */
  static Task<?, ?> bare(Task<?, ?> task) {
    Task<?, ?> bare = task;
    while (bare instanceof WrappedTask<?, ?> wrapped) {
      bare = wrapped.task();
    }
    return bare;
  }
}
