package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait until a limit has nobody waiting, or nothing to do at all. Guarded by the lock of
 * its queue.
 */
final class QuietWaits {
  private final PermitQueue queue;
  private final List<QuietWait> forEmpty = new ArrayList<>(0);
  private final List<QuietWait> forIdle = new ArrayList<>(0);

  QuietWaits(PermitQueue queue) {
    this.queue = queue;
  }

  /** The lock is held. */
  void changed(int inUse, int waiting) {
    if (waiting == 0) {
      releaseAll(forEmpty);
      if (inUse == 0) {
        releaseAll(forIdle);
      }
    }
  }

  private static void releaseAll(List<QuietWait> waits) {
    if (!waits.isEmpty()) {
      waits.forEach(QuietWait::release);
      waits.clear();
    }
  }

  /** The lock is not held. */
  void await(boolean idle) throws InterruptedException {
    Ambient.checkCancelled();
    TaskNode current = TaskNode.current();
    if (idle && current != null && current.settings().holds(queue)) {
      throw new Misuse(
          current + " holds a permit of the " + queue + " and would wait for itself for ever");
    }
    var wait = new QuietWait(current, idle);
    enlist(wait);
    if (wait.await() == WaitEnd.INTERRUPTED) {
      forget(wait);
      throw wait.wait.interrupted();
    }
  }

  private void enlist(QuietWait wait) {
    queue.lock();
    try {
      (wait.idle ? forIdle : forEmpty).add(wait);
    } finally {
      queue.unlock();
    }
  }

  private void forget(QuietWait wait) {
    queue.lock();
    try {
      (wait.idle ? forIdle : forEmpty).remove(wait);
    } finally {
      queue.unlock();
    }
  }

  private final class QuietWait implements PermitWait {
    private final @Nullable TaskNode task;
    private final Wait wait;
    private final boolean idle;

    private QuietWait(@Nullable TaskNode task, boolean idle) {
      this.task = task;
      this.wait = new Wait(task, WaitReason.PERMIT, queue, Timekeeper.NEVER);
      this.idle = idle;
    }

    private void release() {
      wait.release(task == null ? null : task.run().current());
    }

    private WaitEnd await() {
      if (task == null) {
        return wait.await();
      }
      task.run().queued(this);
      try {
        return wait.await();
      } finally {
        task.run().dequeued(this);
      }
    }

    @Override
    public boolean isStuck() {
      return task != null
          && !wait.isOver()
          && task.settings().deadline() == null
          && queue.isUsedBy(task.run(), idle);
    }
  }
}
