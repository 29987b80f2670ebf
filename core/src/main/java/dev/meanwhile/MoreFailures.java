package dev.meanwhile;

/**
 * Not a failure: stands among the suppressed exceptions of one, where more siblings failed than are
 * kept, and says how many more.
 */
public final class MoreFailures extends Exception {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public MoreFailures(int more) {
    super(more + " more tasks failed", null, false, false);
  }
}
