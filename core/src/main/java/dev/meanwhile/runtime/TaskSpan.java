package dev.meanwhile.runtime;

import jdk.jfr.Category;
import jdk.jfr.Contextual;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * The Flight Recorder event of one task, from its start to its end. Its name stands beside every
 * other event of its thread.
 */
@Name("dev.meanwhile.Task")
@Label("Task")
@Description("One task of a verb, from its start to its end")
@Category("Meanwhile")
@StackTrace(false)
final class TaskSpan extends Event {
  private static final TaskSpan ANY = new TaskSpan();

  @Label("Task")
  @Contextual
  @Nullable String task;

  @Label("Parent")
  @Nullable String parent;

  @Label("Ending")
  @Nullable String ending;

  /** Begins one, or returns null where nobody records. */
  static @Nullable TaskSpan start() {
    if (!ANY.isEnabled()) {
      return null;
    }
    var span = new TaskSpan();
    span.begin();
    return span;
  }

  void finish(Fork<?, ?> fork) {
    end();
    if (shouldCommit()) {
      task = fork.path();
      parent = fork.group().owner().path();
      ending = fork.ending().name();
      commit();
    }
  }
}
