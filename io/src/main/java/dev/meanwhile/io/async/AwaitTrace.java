package dev.meanwhile.io.async;

/**
 * Not a failure: stands among the suppressed exceptions of one that came out of a future, and shows
 * in its stack trace where {@link Futures#await} waited for it.
 */
public final class AwaitTrace extends Exception {
  private static final long serialVersionUID = 1L;

  AwaitTrace() {
    super("awaited at", null, false, true);
  }
}
