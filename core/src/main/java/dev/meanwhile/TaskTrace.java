package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * Not a failure: stands among the suppressed exceptions of one and shows where the task that threw
 * it was started and awaited. Its stack trace is that of the thread that awaited, and empty for the
 * task of a {@link Background}, which nobody awaits.
 */
public final class TaskTrace extends Exception {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public TaskTrace(String task, @Nullable String startedAt, StackTraceElement[] awaitedAt) {
    super(message(task, startedAt, awaitedAt.length > 0), null, false, true);
    setStackTrace(awaitedAt);
  }

  private static String message(String task, @Nullable String startedAt, boolean awaited) {
    String started = startedAt == null ? ", started" : ", started at " + startedAt;
    String glue = startedAt == null ? " and" : ",";
    return "task \"" + task + "\"" + started + (awaited ? glue + " awaited at" : "");
  }

  /** The stack is given, not taken. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
