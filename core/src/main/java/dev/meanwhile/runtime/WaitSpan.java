package dev.meanwhile.runtime;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** The Flight Recorder event of one wait of a task at a wait point of ours. */
@Name("dev.meanwhile.Wait")
@Label("Wait")
@Description("One wait of a task for other tasks, a permit, or time")
@Category("Meanwhile")
final class WaitSpan extends Event {
  private static final WaitSpan ANY = new WaitSpan();

  @Label("Task")
  @Nullable String task;

  @Label("Reason")
  @Nullable String reason;

  /** Whether somebody records such events. */
  static boolean isRecorded() {
    return ANY.isEnabled();
  }

  /** Begins one, or returns null where nobody records. */
  static @Nullable WaitSpan start() {
    if (!isRecorded()) {
      return null;
    }
    var span = new WaitSpan();
    span.begin();
    return span;
  }

  void finish(TaskNode node, Wait wait) {
    end();
    if (shouldCommit()) {
      task = node.path();
      reason = wait.reason().name();
      commit();
    }
  }
}
