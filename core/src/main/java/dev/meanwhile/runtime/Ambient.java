package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.CancelReason;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What code above the engine may know of the place where it runs: the clock, the source of chance,
 * and whether it must stop. Outside any task: real time, real chance, and the thread's interrupt.
 */
public final class Ambient {
  private Ambient() {}

  /** The clock of the run that the calling thread is part of, or null outside any task. */
  public static @Nullable Timekeeper clockOfRun() {
    TaskNode current = TaskNode.begun();
    return current == null ? null : current.run().timekeeper();
  }

  /** The clock of every wait here. */
  public static Timekeeper timekeeper() {
    Timekeeper ofRun = clockOfRun();
    return ofRun == null ? SystemTimekeeper.INSTANCE : ofRun;
  }

  /** What a run that begins here begins with, on that clock. */
  static Settings settings() {
    TaskNode current = TaskNode.current();
    return current == null
        ? settingsOutside()
        : Settings.root(current.run().timekeeper(), current.run().chance());
  }

  /** What a run begins with that begins outside of all others. */
  static Settings settingsOutside() {
    return Settings.root(SystemTimekeeper.INSTANCE, () -> ThreadLocalRandom.current().nextLong());
  }

  /** Now, by that clock. */
  public static long nanoTime() {
    return timekeeper().nanoTime();
  }

  /** The source of all jitter here. */
  public static RandomGenerator chance() {
    TaskNode current = TaskNode.begun();
    return current == null ? ThreadLocalRandom.current() : current.run().chance();
  }

  /**
   * What is left of the nearest deadline, in nanoseconds, or {@link Timekeeper#NEVER} where there
   * is none.
   */
  public static long remainingNanos() {
    return TimeLimit.remainingNanos();
  }

  /** Why the current task was told to stop, or null if it was not. */
  public static @Nullable CancelReason cancelReason() {
    TaskNode current = TaskNode.begun();
    Cancel why = current == null ? null : current.cancelled();
    return why == null ? null : why.reason();
  }

  /**
   * Throws what a cancel of the current task, or an interrupt of the calling thread, asks for, as
   * every wait point does before it waits.
   */
  public static void checkCancelled() throws InterruptedException {
    checkCancelled(TaskNode.begun());
  }

  /** The same, for {@code task}, which the calling thread runs; null outside of any. */
  static void checkCancelled(@Nullable TaskNode task) throws InterruptedException {
    if (task != null) {
      task.checkCancelled();
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
