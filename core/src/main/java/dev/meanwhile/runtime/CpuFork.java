package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** A task on a platform thread of its own. */
final class CpuFork<T extends @Nullable Object, X extends Exception> extends Fork<T, X> {
  private @Nullable PermitQueue place;

  CpuFork(TaskGroup group, Task<T, X> task) {
    super(group, NamedTask.of(task), task, null);
  }

  /** The innermost one that {@code task} is, or is below of; null if there is none. */
  static @Nullable CpuFork<?, ?> around(@Nullable TaskNode task) {
    for (TaskNode node = task; node != null; node = node.parent()) {
      if (node instanceof CpuFork<?, ?> fork) {
        return fork;
      }
    }
    return null;
  }

  /** Its own place, on which those below it take turns. */
  synchronized PermitQueue place() {
    if (place == null) {
      place = new PermitQueue("cpu of \"" + path() + "\"", 1);
    }
    return place;
  }

  @Override
  Thread.Builder threads() {
    return Thread.ofPlatform().daemon();
  }
}
