package dev.meanwhile.resilience;

/**
 * Not a failure: stands among the suppressed exceptions of one and says how many attempts were
 * made, and why there is no other. The failures of the earlier attempts stand before it.
 */
public final class GaveUp extends Exception {
  private static final long serialVersionUID = 1L;

  GaveUp(String message) {
    super(message, null, false, false);
  }
}
