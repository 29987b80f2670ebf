package dev.meanwhile;

import java.util.List;

/**
 * Not a failure: stands among the suppressed exceptions of one and names the tasks that were told
 * to stop, did not within the grace, and still run. {@link Stragglers#current} shows their stacks.
 */
public final class StillRunning extends Exception {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public StillRunning(List<String> tasks) {
    super("still running, told to stop: " + String.join(", ", tasks), null, false, false);
  }
}
