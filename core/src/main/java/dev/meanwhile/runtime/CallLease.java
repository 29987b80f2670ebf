package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Settings.HeldPermit;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a stretch of code on the thread that asks for it. The stretch of its task, by which
 * what runs in it inherits the permits, begins as soon as something in it asks for its task, and
 * with it the run, if the call was made outside of any. Mostly nothing does.
 */
final class CallLease extends Lease implements StandingCall {
  private final Thread thread = Thread.currentThread();
  private final @Nullable Standing outer;
  private @Nullable TaskNode task; // what waits is told of
  private final WaitReason reason;
  private @Nullable Wait wait; // written under the locks, before anybody may end it
  private @Nullable Cancellable openBefore;
  private volatile @Nullable Frame begun;

  /**
   * Made where the calling thread stands.
   *
   * @param task the innermost one there, if there is one
   */
  CallLease(Demand demand, @Nullable Standing outer, @Nullable TaskNode task, WaitReason reason) {
    super(demand, holdsAny(outer));
    this.outer = outer;
    this.task = task;
    this.reason = reason;
  }

  private static boolean holdsAny(@Nullable Standing outer) {
    Standing each = outer;
    while (each instanceof TimedCall call) {
      each = call.outer();
    }
    return each instanceof TaskNode task ? task.settings().permit() != null : each != null;
  }

  /** Whether a call that has begun no stretch yet holds a permit of what {@code demand} asks. */
  static boolean holds(@Nullable Standing standing, Demand demand) {
    for (Standing each = standing; each instanceof StandingCall call; each = call.outer()) {
      if (call instanceof CallLease lease && lease.demand().overlaps(demand)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the permits: they are held when it returns, and not when it throws. */
  void acquire() throws InterruptedException {
    if (!tryTake()) {
      queueUp();
    }
  }

  private void queueUp() throws InterruptedException {
    task = TaskNode.at(outer);
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

  /** Runs {@code work}, and gives the permits back, which are held. */
  <T extends @Nullable Object, X extends Exception> T run(Task<T, X> work)
      throws X, InterruptedException {
    Timing timing = task == null ? null : Timing.begin(demand(), task);
    TaskNode.stand(this);
    Ending ending = Ending.OK;
    try {
      return timing == null ? work.run() : timing.of(work);
    } catch (Throwable thrown) {
      ending = Runs.ending(thrown);
      throw thrown;
    } finally {
      end(ending);
    }
  }

  private void end(Ending ending) {
    Frame stretch = begun;
    try {
      if (stretch != null) {
        stretch.over();
        stretch.task().open(openBefore);
      }
      TaskNode.stand(outer);
    } finally {
      giveBack();
      if (stretch != null && outer == null) {
        Runs.end((Root) stretch.task(), ending);
      }
    }
  }

  @Override
  public synchronized TaskNode begin() {
    Frame stretch = begun;
    if (stretch == null) {
      TaskNode around = TaskNode.at(outer);
      stretch = beginIn(around == null ? Root.beginOutside("call", null, thread) : around);
      begun = stretch;
    }
    return stretch;
  }

  private Frame beginIn(TaskNode around) {
    Settings settings = around.settings();
    var held = new HeldPermit(demand(), null, thread, settings.permit());
    openBefore = around.open();
    return Frame.open(around, settings.withPermit(held));
  }

  @Override
  public @Nullable TaskNode begun() {
    return begun;
  }

  @Override
  public @Nullable Standing outer() {
    return outer;
  }

  @Override
  @Nullable TaskNode task() {
    Frame stretch = begun;
    return stretch == null ? task : stretch;
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void waits(long until) {
    wait = new Wait(task, reason, this, until);
  }

  @Override
  void granted() {
    wake();
  }

  @Override
  void refused() {
    wake();
  }

  private void wake() {
    if (wait != null) {
      wait.release(task == null ? null : task.run().current());
    }
  }
}
