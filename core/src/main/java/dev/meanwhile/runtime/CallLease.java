package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.jspecify.annotations.Nullable;

/** The lease of a stretch of code on the thread that asks for it. */
class CallLease extends Lease {
  private final @Nullable TaskNode task;
  private final WaitReason reason;
  private @Nullable Wait wait; // written under the locks, before anybody may end it

  /** Made by {@code task}. */
  CallLease(Demand demand, TaskNode task, WaitReason reason) {
    super(demand, task.settings().permit() != null);
    this.task = task;
    this.reason = reason;
  }

  /** Made outside of any task. */
  CallLease(Demand demand, boolean nested, WaitReason reason) {
    super(demand, nested);
    this.task = null;
    this.reason = reason;
  }

  /** Runs {@code work} with the permits, as a stretch of {@code asking}, which made the lease. */
  final <T extends @Nullable Object, X extends Exception> T run(
      TaskNode asking, Settings inside, Task<T, X> work) throws X, InterruptedException {
    acquire();
    Timing timing = Timing.begin(demand(), asking);
    try {
      return timing == null
          ? Frame.call(asking, inside, work)
          : timing.of(() -> Frame.call(asking, inside, work));
    } finally {
      giveBack();
    }
  }

  /** The permits are held when it returns, and not when it throws. */
  final void acquire() throws InterruptedException {
    request();
    Wait begun = wait;
    if (begun != null) {
      switch (begun.await()) {
        case RELEASED -> {}
        case TIMED_OUT -> giveUp();
        case INTERRUPTED -> leave(begun);
      }
    }
    Rejected why = refusal();
    if (why != null) {
      throw why;
    }
  }

  private void leave(Wait interrupted) throws InterruptedException {
    if (!withdraw()) {
      giveBack();
    }
    throw interrupted.interrupted();
  }

  @Override
  @Nullable TaskNode task() {
    return task;
  }

  @Override
  final void waits(long until) {
    wait = new Wait(task, reason, this, until);
  }

  @Override
  final void granted() {
    wake();
  }

  @Override
  final void refused() {
    wake();
  }

  private void wake() {
    if (wait != null) {
      wait.release(task == null ? null : task.run().current());
    }
  }
}
