package dev.meanwhile;

/**
 * Thrown by {@link Later#get} to a task that goes on, for a task that was cancelled and so has no
 * result.
 */
public final class Cancelled extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public Cancelled(String message) {
    super(message, null);
  }
}
