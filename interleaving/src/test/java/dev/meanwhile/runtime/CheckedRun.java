package dev.meanwhile.runtime;

import java.util.concurrent.locks.LockSupport;

/**
 * A run, and the clock of its waits. When the run says that it is idle, the clock checks that this
 * is so, and jumps to the next time.
 */
public final class CheckedRun implements Timekeeper {
  private final Run run = new Run(this, () -> 0);
  private final BareTask[] tasks;
  private volatile long now;
  private volatile int escapes;

  /** With so many tasks, all of them awake. */
  public CheckedRun(int size) {
    tasks = new BareTask[size];
    for (int i = 0; i < size; i++) {
      tasks[i] = new BareTask(run);
      if (i > 0) {
        run.rise();
      }
    }
  }

  /** One of its tasks, the first is 0. */
  public BareTask task(int index) {
    return tasks[index];
  }

  /** Throws unless the idle counter is right, now that all tasks have ended. */
  public void checkIdle() {
    if (!run.isIdle() || escapes != 0) {
      throw new AssertionError("the idle counter is wrong at the end");
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void park(Wait wait) {
    LockSupport.park(wait);
  }

  @Override
  public Alarm alarm(long at, Runnable ring) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean idle(Run idle, int waitsThatEscape) {
    escapes = waitsThatEscape;
    for (BareTask task : tasks) {
      if (task.isAwake()) {
        throw new AssertionError("looks idle while a task is awake");
      }
    }
    return jump();
  }

  private boolean jump() {
    long next = NEVER;
    for (BareTask task : tasks) {
      Wait wait = task.waiting();
      next = wait == null ? next : Math.min(next, wait.until());
    }
    if (next == NEVER) {
      return false;
    }
    now = Math.max(now, next);
    for (BareTask task : tasks) {
      Wait wait = task.waiting();
      if (wait != null && wait.until() <= now) {
        wait.expire();
      }
    }
    return true;
  }
}
