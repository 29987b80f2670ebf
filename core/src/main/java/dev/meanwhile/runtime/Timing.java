package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Outcome;
import dev.meanwhile.Rejected;
import dev.meanwhile.Task;
import dev.meanwhile.resilience.RetryAfter;
import dev.meanwhile.runtime.Demand.Share;
import dev.meanwhile.runtime.Gradient.Ending;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work under limits of which one at least adapts: says to those how long it took.
 *
 * <p>Work that was cancelled, or failed in any other way than too late or refused by the other
 * side, says nothing: a failure may be quick where the work is not.
 */
final class Timing {
  private final TaskNode task;
  private final List<Begun> begun;
  private final long since;

  private record Begun(Adaptation limit, int round) {}

  private Timing(TaskNode task, List<Begun> begun) {
    this.task = task;
    this.begun = begun;
    this.since = task.run().timekeeper().nanoTime();
  }

  /** Work of {@code task} begins, which holds what it asked; null if no limit wants to know. */
  static @Nullable Timing begin(Demand held, TaskNode task) {
    List<Begun> begun = null;
    for (Share share : held.shares()) {
      Adaptation adaptation = share.queue().adaptation();
      if (adaptation != null) {
        begun = begun == null ? new ArrayList<>(1) : begun;
        begun.add(new Begun(adaptation, adaptation.round()));
      }
    }
    return begun == null ? null : new Timing(task, begun);
  }

  /** Runs it. */
  <T extends @Nullable Object, X extends Exception> T of(Task<T, X> work)
      throws X, InterruptedException {
    try {
      T value = work.run();
      end(value, null);
      return value;
    } catch (Throwable thrown) {
      end(null, thrown);
      throw thrown;
    }
  }

  /** It has ended, and still holds its permits. */
  void end(@Nullable Object value, @Nullable Throwable thrown) {
    Throwable failure = value instanceof Outcome.Failure<?>(Throwable settled) ? settled : thrown;
    Ending how = ending(failure, task.cancelled());
    if (how != null) {
      long nanos = task.run().timekeeper().nanoTime() - since;
      begun.forEach(each -> each.limit.ended(how, each.round, nanos));
    }
  }

  private static @Nullable Ending ending(@Nullable Throwable failure, @Nullable Cancel cancelled) {
    if (cancelled != null) {
      return cancelled.deadline() == null ? null : Ending.LATE;
    }
    return switch (failure) {
      case null -> Ending.DONE;
      case Rejected _, RejectedExecutionException _, RetryAfter _ -> Ending.REFUSED;
      case TimeoutException _, SocketTimeoutException _ -> Ending.LATE;
      case DeadlineExceeded late when late.elapsed().compareTo(late.limit()) >= 0 -> Ending.LATE;
      default -> null;
    };
  }
}
