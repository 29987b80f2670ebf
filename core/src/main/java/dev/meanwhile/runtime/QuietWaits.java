package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who wait until a limit has nobody waiting, or nothing to do at all. Guarded by the lock of
 * its queue.
 */
final class QuietWaits {
  private final List<Wait> forEmpty = new ArrayList<>();
  private final List<Wait> forIdle = new ArrayList<>();

  /** The lock is held. */
  void changed(int inUse, int waiting) {
    if (waiting == 0) {
      releaseAll(forEmpty);
      if (inUse == 0) {
        releaseAll(forIdle);
      }
    }
  }

  private static void releaseAll(List<Wait> waits) {
    if (!waits.isEmpty()) {
      waits.forEach(wait -> wait.release(null));
      waits.clear();
    }
  }

  /** The lock is not held. */
  void await(PermitQueue queue, boolean idle) throws InterruptedException {
    Ambient.checkCancelled();
    TaskNode current = TaskNode.current();
    if (idle && current != null && current.settings().holds(queue)) {
      throw new Misuse(
          current + " holds a permit of the " + queue + " and would wait for itself for ever");
    }
    List<Wait> waits = idle ? forIdle : forEmpty;
    Wait wait = new Wait(current, WaitReason.PERMIT, queue, Timekeeper.NEVER);
    queue.lock();
    try {
      waits.add(wait);
      changed(queue.inUse(), queue.waiting());
    } finally {
      queue.unlock();
    }
    if (wait.await() == WaitEnd.INTERRUPTED) {
      forget(queue, waits, wait);
      Cancel why = current == null ? null : current.cancelled();
      throw Thrown.as(why == null ? new InterruptedException() : why.thrown());
    }
  }

  private static void forget(PermitQueue queue, List<Wait> waits, Wait wait) {
    queue.lock();
    try {
      waits.remove(wait);
    } finally {
      queue.unlock();
    }
  }
}
