package dev.meanwhile;

/**
 * Work was cancelled by a {@link CancelSignal}, whose reason the message gives; or what a task
 * waits for will not come, and the task itself is not cancelled: {@link Later#get} throws it for a
 * task that was cancelled and so has no result, {@link dev.meanwhile.resilience.Reservation#await}
 * for a start that was given back. The handler of a {@link Background} is given it for each task
 * that was accepted and then not started, because the background was closed.
 */
public final class Cancelled extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public Cancelled(String message) {
    super(message, null);
  }
}
