package dev.meanwhile;

/**
 * Takes the failures of a {@link Background}, as nobody else can: the tasks have no caller. Called
 * on several threads at once; must be thread-safe.
 */
@FunctionalInterface
public interface FailureHandler {
  /**
   * Takes one failure. What this method throws itself goes to the uncaught-exception handler of its
   * thread, and changes nothing else.
   *
   * @param task the name of the task
   * @param failure what it threw: the very object, with a suppressed {@link TaskTrace} that shows
   *     where the task was started
   * @throws Exception contained, as said above
   */
  void failed(String task, Throwable failure) throws Exception;
}
