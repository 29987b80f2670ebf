package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A call whose stretch of its task has not begun: it begins as soon as something in the call needs
 * a task, and with it the run, if the call was made outside of any. Mostly nothing does.
 *
 * <p>Used by the thread that makes the call, and by no other.
 */
non-sealed interface Unbegun extends Standing {
  /** Where the call was made: a task, another such call, or null outside of everything. */
  @Nullable Standing outer();

  /** What the first task of the run is called, if one begins. */
  String verb();

  /** Goes on as a stretch of {@code task}, on this thread: that stretch is the current task now. */
  TaskNode goOnIn(TaskNode task);

  /** Begins the stretch, and returns it. */
  default TaskNode begin() {
    return switch (outer()) {
      case TaskNode task -> goOnIn(task);
      case Unbegun call -> goOnIn(call.begin());
      case null -> {
        TaskNode.stand(null);
        yield goOnIn(Root.begin(verb(), (String) null));
      }
    };
  }
}
