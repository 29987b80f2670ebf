package dev.meanwhile;

/**
 * Every task of the run waited for another one and nothing could ever wake them. The message lists
 * who waited for whom, and where. The tasks were cancelled.
 */
public final class Stalled extends MeanwhileException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public Stalled(String message) {
    super(message, null);
  }
}
