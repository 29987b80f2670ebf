package dev.meanwhile;

import org.jspecify.annotations.Nullable;

/**
 * The root of the failures that are ours, not yours. They are unchecked, so that they never widen
 * the {@code X} of a task.
 */
public abstract sealed class MeanwhileException extends RuntimeException
    permits AllFailed,
        BatchBroken,
        Cancelled,
        CircuitOpen,
        DeadlineExceeded,
        KeyMissing,
        Misuse,
        Rejected,
        RepeatedCursor,
        Stalled,
        TaskFailed {
  private static final long serialVersionUID = 1L;

  MeanwhileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** A failure as text, also where its own message cannot be built. */
  static String textOf(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable unreadable) {
      return failure.getClass().getName();
    }
  }
}
