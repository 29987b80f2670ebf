package dev.meanwhile;

import java.util.concurrent.CountDownLatch;

/**
 * A task that ends only when it was interrupted and its caller then waits for it: whoever leaves
 * without it is seen.
 */
final class Lingering {
  private final Thread caller = Thread.currentThread();
  private final CountDownLatch running = new CountDownLatch(1);
  private volatile boolean callerHasLeft;
  private volatile boolean cleanedUp;

  /** The task, which blocks where the clock cannot see it. */
  <T> T run() throws InterruptedException {
    return run(Tasks::untilInterrupted);
  }

  /** The task, which lets time pass. */
  <T> T runAsleep() throws InterruptedException {
    return run(Tasks::untilTheDeadline);
  }

  private <T> T run(Task<T, RuntimeException> wait) throws InterruptedException {
    running.countDown();
    try {
      return wait.run();
    } finally {
      while (!callerHasLeft && caller.getState() != Thread.State.WAITING) {
        Thread.yield();
      }
      cleanedUp = !callerHasLeft;
    }
  }

  /** Waits until the task runs. */
  void awaitRunning() throws InterruptedException {
    running.await();
  }

  /** Whether the task had ended when the caller went on; to be asked by the caller. */
  boolean hadEnded() {
    boolean ended = cleanedUp;
    callerHasLeft = true;
    return ended;
  }
}
