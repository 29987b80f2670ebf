package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A lock for the workers of a map, held while one of them pulls from the source. The source may
 * take its time, so that waiting here is a wait point like any other; newcomers may overtake,
 * because a pull is usually short.
 */
final class Turnstile {
  private static final int SPINS = 64;

  private final AtomicBoolean taken = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Wait> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Takes it.
   *
   * @throws InterruptedException if the calling task was told to stop; it was not taken then
   */
  void enter(TaskNode task) throws InterruptedException {
    for (int spin = 0; spin < SPINS; spin++) {
      if (tryEnter()) {
        return;
      }
      Thread.onSpinWait();
    }
    while (true) {
      heedCancel(task);
      Wait wait = new Wait(task, WaitReason.TURN, null, Timekeeper.NEVER);
      waiting.add(wait);
      if (tryEnter()) {
        absorb(wait);
        return;
      }
      if (wait.await() == WaitEnd.INTERRUPTED) {
        waiting.remove(wait);
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean tryEnter() {
    return !taken.get() && taken.compareAndSet(false, true);
  }

  /**
   * A wait that was chosen to be woken must be seen to its end, or the idle counter would be wrong.
   */
  private void absorb(Wait wait) {
    if (!waiting.remove(wait) && wait.await() == WaitEnd.INTERRUPTED) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who leaves without having entered passes on the wake-up that may have been meant for it. */
  private void heedCancel(TaskNode task) throws InterruptedException {
    try {
      task.checkCancelled();
    } catch (Throwable told) {
      if (!taken.get()) {
        wakeNext(null);
      }
      throw told;
    }
  }

  /** Gives it back. */
  void leave(TaskNode task) {
    taken.set(false);
    wakeNext(task);
  }

  private void wakeNext(@Nullable TaskNode by) {
    Wait next = waiting.poll();
    if (next != null) {
      next.release(by);
    }
  }
}
