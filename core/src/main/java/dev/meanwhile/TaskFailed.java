package dev.meanwhile;

/**
 * Carries a checked exception, as its {@linkplain #getCause() cause}, through a place whose
 * signature cannot declare it.
 */
public final class TaskFailed extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Wraps {@code cause}. */
  public TaskFailed(Throwable cause) {
    super(textOf(cause), cause);
  }

  /** Throws {@code failure} itself if it is unchecked, else wrapped. Never returns. */
  static TaskFailed unchecked(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new TaskFailed(failure);
    }
  }
}
