package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs with a clock and a source of chance of their own. */
public final class Runs {
  private Runs() {}

  /**
   * Runs {@code work} on the calling thread as the first task of a run.
   *
   * @throws Misuse if the calling thread runs a task already
   */
  public static <T extends @Nullable Object, X extends Exception> T call(
      String name, Timekeeper timekeeper, RandomGenerator chance, Task<T, X> work)
      throws X, InterruptedException {
    TaskNode current = TaskNode.current();
    if (current != null) {
      throw new Misuse("a run cannot begin inside " + current + ": its time is the task's");
    }
    return call(name, Settings.root(timekeeper, chance), work);
  }

  /** Runs {@code work} on the calling thread, which runs no task, as an unnamed run. */
  static <T extends @Nullable Object, X extends Exception> T call(String verb, Task<T, X> work)
      throws X, InterruptedException {
    return call(Root.begin(verb, (String) null), work);
  }

  /** Runs {@code work} in the task that the calling thread runs, or else as an unnamed run. */
  static <T extends @Nullable Object, X extends Exception> T inTask(String verb, Task<T, X> work)
      throws X, InterruptedException {
    return TaskNode.current() == null ? call(verb, work) : work.run();
  }

  static <T extends @Nullable Object, X extends Exception> T call(
      String name, Settings settings, Task<T, X> work) throws X, InterruptedException {
    return call(Root.begin(name, settings), work);
  }

  private static <T extends @Nullable Object, X extends Exception> T call(
      Root root, Task<T, X> work) throws X, InterruptedException {
    TaskNode.enter(root);
    Ending ending = Ending.OK;
    try {
      return work.run();
    } catch (Throwable thrown) {
      ending = ending(thrown);
      throw thrown;
    } finally {
      end(root, ending);
    }
  }

  /** How a run has ended whose work threw that. */
  static Ending ending(Throwable thrown) {
    return switch (thrown) {
      case InterruptedException _, Cancelled _ -> Ending.CANCELLED;
      case DeadlineExceeded _ -> Ending.TIMED_OUT;
      default -> Ending.FAILED;
    };
  }

  /** The work of the run that the calling thread began has ended. */
  static void end(Root root, Ending ending) {
    root.over();
    TaskNode.enter(null);
    root.end(ending);
  }
}
