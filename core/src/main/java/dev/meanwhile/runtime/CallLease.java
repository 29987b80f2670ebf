package dev.meanwhile.runtime;

import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Settings.HeldPermit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a stretch of code on the thread that asks for it. The stretch of its task, by which
 * what runs in it inherits the permits, begins as soon as something in it asks for its task, and
 * with it the run, if the call was made outside of any. Mostly nothing does.
 */
final class CallLease extends Lease implements StandingCall {
  private final WaitReason reason;

  // Of the call that it is for at present; null in between.
  private @Nullable Thread thread;
  private @Nullable Standing outer;
  private @Nullable TaskNode task;
  private @Nullable Wait wait; // written under the locks, before anybody may end it
  private @Nullable Cancellable openBefore;
  private volatile @Nullable Frame begun;

  /**
   * Made where the calling thread stands.
   *
   * @param task the innermost one there, if there is one
   */
  CallLease(Demand demand, @Nullable Standing outer, @Nullable TaskNode task, WaitReason reason) {
    super(demand);
    this.reason = reason;
    isFor(outer, task);
  }

  private void isFor(@Nullable Standing where, @Nullable TaskNode asking) {
    thread = Thread.currentThread();
    outer = where;
    task = asking;
  }

  /** One that holds what {@code demand} asks; made where the calling thread stands. */
  static CallLease of(
      Demand demand, @Nullable Standing outer, @Nullable TaskNode task, WaitReason reason)
      throws InterruptedException {
    CallLease lease = again(demand, outer, task);
    if (lease == null) {
      lease = new CallLease(demand, outer, task, reason);
      lease.acquire();
    }
    return lease;
  }

  /** That of a call that has ended, if the permit is free. */
  private static @Nullable CallLease again(
      Demand demand, @Nullable Standing outer, @Nullable TaskNode task) {
    PermitQueue queue = demand.shares().getFirst().queue();
    if (!queue.hasSpare()) {
      return null;
    }
    CallLease spare;
    queue.lock();
    try {
      spare = queue.spare();
      if (spare == null || spare.demand() != demand || !spare.tryHoldFor(outer, task)) {
        return null;
      }
      queue.spare(null);
    } finally {
      queue.unlock();
    }
    spare.announce(task);
    return spare;
  }

  private boolean tryHoldFor(@Nullable Standing where, @Nullable TaskNode asking) {
    isFor(where, asking);
    boolean held = tryHold();
    if (!held) {
      isForNobody();
    }
    return held;
  }

  private void isForNobody() {
    thread = null;
    outer = null;
    task = null;
  }

  /**
   * Nobody else knows a lease that never waited and began no stretch: another call may have it. One
   * that somebody watches still has to be told of.
   */
  @Override
  void over() {
    boolean watched = task != null && task.settings().observer() != null;
    if (wait == null && begun == null && !watched && !isOfSeveral()) {
      isForNobody();
      demand().shares().getFirst().queue().spare(this);
    }
  }

  @Override
  boolean isTimed() {
    return false;
  }

  @Override
  boolean isNested() {
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
    Standing around = outer;
    try {
      if (stretch != null) {
        stretch.over();
        stretch.task().open(openBefore);
      }
      TaskNode.stand(around);
    } finally {
      giveBack();
      if (stretch != null && around == null) {
        Runs.end((Root) stretch.task(), ending);
      }
    }
  }

  @Override
  public synchronized TaskNode begin() {
    Frame stretch = begun;
    if (stretch == null) {
      TaskNode around = TaskNode.at(outer);
      stretch = beginIn(around == null ? Root.beginOutside("call", null, caller()) : around);
      begun = stretch;
      noteAlone();
    }
    return stretch;
  }

  private Frame beginIn(TaskNode around) {
    Settings settings = around.settings();
    var held = new HeldPermit(demand(), null, caller(), settings.permit());
    openBefore = around.open();
    return Frame.open(around, settings.withPermit(held));
  }

  private Thread caller() {
    return Objects.requireNonNull(thread, "the call is over");
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
  @Nullable Thread thread() {
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
