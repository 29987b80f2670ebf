package dev.meanwhile;

/**
 * Every task of the run waited for another one, or for permits that only the run itself could give
 * back, and nothing could ever wake them. The message lists who waited for whom, and where. The
 * tasks were cancelled.
 *
 * <p>A run that time may wake (a sleep, a deadline, a longest wait) or another one (it holds the
 * permits) has not stalled. Two runs that wait for each other are not found.
 */
public final class Stalled extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public Stalled(String message) {
    super(message, null);
  }
}
