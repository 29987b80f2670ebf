package dev.meanwhile;

import java.util.List;

/**
 * Not a failure: stands among the suppressed exceptions of one and names the tasks that were told
 * to stop, did not within the grace, and still run. {@link Stragglers#current} shows their stacks.
 * The handler of a {@link Background} is given it for each task that its close leaves behind.
 */
public final class StillRunning extends Exception {
  private static final long serialVersionUID = 1L;

  // List.copyOf makes a serializable list.
  @SuppressWarnings("serial")
  private final List<String> tasks;

  /** Made by the library. */
  public StillRunning(List<String> tasks) {
    super("still running, told to stop: " + String.join(", ", tasks), null, false, false);
    this.tasks = List.copyOf(tasks);
  }

  /** The paths of the tasks. */
  public List<String> tasks() {
    return tasks;
  }
}
