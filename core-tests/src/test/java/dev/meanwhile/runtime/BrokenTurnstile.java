package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turnstiles that break their promise, to see that the checks of {@link TurnstileTest} find out.
 */
final class BrokenTurnstile {
  private BrokenTurnstile() {}

  /** Two tasks may both find it free. */
  static final class ChecksThenActs implements TurnstileTest.Gate {
    private volatile boolean taken;

    @Override
    public void enter(TaskNode task) {
      while (taken) {
        Thread.yield();
      }
      Thread.yield();
      taken = true;
    }

    @Override
    public void leave(TaskNode task) {
      taken = false;
    }
  }

  /** A task that was chosen to be woken, and is interrupted, takes the wake-up away with it. */
  static final class DropsAWakeUp implements TurnstileTest.Gate {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Wait> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void enter(TaskNode task) throws InterruptedException {
      while (!taken.compareAndSet(false, true)) {
        Wait wait = new Wait(task, WaitReason.TURN, null, Timekeeper.NEVER);
        waiting.add(wait);
        if (!taken.get()) {
          waiting.remove(wait);
          continue;
        }
        if (wait.await() == WaitEnd.INTERRUPTED) {
          throw new InterruptedException();
        }
      }
    }

    @Override
    public void leave(TaskNode task) {
      taken.set(false);
      Wait next = waiting.poll();
      if (next != null) {
        next.release(task);
      }
    }
  }
}
