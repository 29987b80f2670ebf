package dev.meanwhile.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A call from outside of any task, for which no run has begun: one begins as soon as something in
 * the call needs a task. Mostly nothing does, and a run costs more than the call.
 *
 * <p>Used by the thread that makes the call, and by no other.
 */
non-sealed interface Unbegun extends Standing {
  /** The call that this one is made in, if that has not begun a run either. */
  @Nullable Unbegun outer();

  /** What the first task of the run is called, if this call is the outermost. */
  String verb();

  /** Goes on as a stretch of {@code task}, on this thread: that stretch is the current task now. */
  TaskNode goOnIn(TaskNode task);

  /** Begins the run, and returns the innermost task on the calling thread, which is this call's. */
  default TaskNode begin() {
    Unbegun around = outer();
    if (around != null) {
      return goOnIn(around.begin());
    }
    TaskNode.stand(null);
    return goOnIn(Root.begin(verb(), (String) null));
  }
}
