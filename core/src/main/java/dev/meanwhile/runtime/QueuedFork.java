package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/** A task that takes its turn in the queue of a key, and has done with the queue when it ends. */
final class QueuedFork<T extends @Nullable Object, X extends Exception> extends Fork<T, X> {
  private final KeyedQueues<?>.Queue queue;

  QueuedFork(
      TaskGroup group,
      Settings settings,
      Task<T, X> task,
      @Nullable StackTraceElement site,
      KeyedQueues<?>.Queue queue) {
    super(group, settings, NamedTask.of(task), task, site);
    this.queue = queue;
  }

  @Override
  void settle(Ending how, @Nullable Object value, @Nullable Throwable thrown) {
    try {
      super.settle(how, value, thrown);
    } finally {
      queue.close();
    }
  }
}
