package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import org.jspecify.annotations.Nullable;

/** A stretch of a task under settings of its own, on the same thread and cancelled with it. */
final class Frame extends Stretch {
  private final @Nullable Stage source;

  private Frame(TaskNode task, Settings settings, @Nullable Stage source) {
    super(task, settings);
    this.source = source;
  }

  /** Runs {@code work} as a stretch of {@code task}. */
  static <T extends @Nullable Object, X extends Exception> T call(
      TaskNode task, Settings settings, Task<T, X> work) throws X, InterruptedException {
    Cancellable outer = task.open();
    Frame frame = open(task, settings);
    enter(frame);
    try {
      return work.run();
    } finally {
      frame.over();
      enter(task);
      task.open(outer);
    }
  }

  /** A stretch of {@code task} that a cancel of it reaches, in the place of what it had open. */
  static Frame open(TaskNode task, Settings settings) {
    Frame frame = new Frame(task, settings, null);
    task.open(frame);
    return frame;
  }

  /** A stretch of {@code task} that is entered and left as its user says, until it is over. */
  static Frame beside(TaskNode task) {
    return new Frame(task, task.settings(), null);
  }

  /** The same, for what comes after {@code source} in its stream. */
  static Frame after(Stage source, TaskNode task) {
    return new Frame(task, task.settings(), source);
  }

  /** The stage whose elements come here, if that is what it is for. */
  @Nullable Stage source() {
    return source;
  }

  @Override
  Doorbell bell() {
    return task().bell();
  }

  @Override
  void ring() {
    // The task whose stretch this is has been rung for already.
  }
}
