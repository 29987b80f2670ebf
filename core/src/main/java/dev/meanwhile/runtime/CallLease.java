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
final class CallLease extends Lease implements Standing {
  private final Thread thread = Thread.currentThread();
  private final @Nullable Standing outer;
  private final @Nullable TaskNode task;
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
    return outer instanceof TaskNode task ? task.settings().permit() != null : outer != null;
  }

  /** Whether a call that has begun no stretch yet holds a permit of what {@code demand} asks. */
  static boolean holds(@Nullable Standing standing, Demand demand) {
    for (Standing each = standing; each instanceof CallLease call; each = call.outer) {
      if (call.demand().overlaps(demand)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the permits: they are held when it returns, and not when it throws. */
  void acquire() throws InterruptedException {
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
      if (stretch == null) {
        TaskNode.stand(outer);
      } else {
        stretch.close(openBefore);
      }
    } finally {
      giveBack();
      if (stretch != null && outer == null) {
        Runs.end((Root) stretch.task(), ending);
      }
    }
  }

  /** Begins the stretch on the calling thread, which stands in the call, and returns it. */
  TaskNode begin() {
    return switch (outer) {
      case TaskNode around -> beginIn(around);
      case CallLease around -> beginIn(around.begin());
      case null -> {
        TaskNode.stand(null);
        yield beginIn(Root.begin("call", (String) null));
      }
    };
  }

  private TaskNode beginIn(TaskNode around) {
    Settings settings = around.settings();
    var held = new HeldPermit(demand(), null, thread, settings.permit());
    openBefore = around.open();
    Frame stretch = Frame.open(around, settings.withPermit(held));
    begun = stretch;
    return stretch;
  }

  /** Where it was made: in a task, in another such call, or outside of everything. */
  @Nullable Standing outer() {
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
