package dev.meanwhile.runtime;

import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Settings.HeldPermit;
import org.jspecify.annotations.Nullable;

/** The lease of a call from outside of any task, and that call. */
final class FirstLease extends CallLease implements Unbegun {
  private final Thread thread = Thread.currentThread();
  private final @Nullable Unbegun outer;
  private volatile @Nullable Frame begun;

  FirstLease(Demand demand, @Nullable Unbegun outer, WaitReason reason) {
    super(demand, isNested(outer), reason);
    this.outer = outer;
  }

  private static boolean isNested(@Nullable Unbegun outer) {
    for (Unbegun call = outer; call != null; call = call.outer()) {
      if (call instanceof FirstLease) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code call}, or one around it, holds a permit of what {@code demand} asks. */
  static boolean holds(@Nullable Unbegun call, Demand demand) {
    for (Unbegun each = call; each != null; each = each.outer()) {
      if (each instanceof FirstLease lease && lease.demand().overlaps(demand)) {
        return true;
      }
    }
    return false;
  }

  /** Runs {@code work}, and gives the permits back, which are held. */
  <T extends @Nullable Object, X extends Exception> T run(Task<T, X> work)
      throws X, InterruptedException {
    TaskNode.stand(this);
    Ending ending = Ending.OK;
    try {
      return work.run();
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
        stretch.close(null);
      }
    } finally {
      giveBack();
      if (stretch != null && stretch.task() instanceof Root root) {
        Runs.end(root, ending);
      }
    }
  }

  @Override
  public TaskNode goOnIn(TaskNode task) {
    Settings settings = task.settings();
    Frame stretch =
        Frame.open(
            task, settings.withPermit(new HeldPermit(demand(), null, thread, settings.permit())));
    begun = stretch;
    return stretch;
  }

  @Override
  public @Nullable Unbegun outer() {
    return outer;
  }

  @Override
  public String verb() {
    return "call";
  }

  @Override
  @Nullable TaskNode task() {
    return begun;
  }

  @Override
  Thread thread() {
    return thread;
  }
}
