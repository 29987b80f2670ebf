package dev.meanwhile.resilience;

import dev.meanwhile.AllFailed;
import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.MeanwhileException;
import dev.meanwhile.Misuse;
import dev.meanwhile.Stalled;
import dev.meanwhile.TaskFailed;
import dev.meanwhile.runtime.Ambient;
import dev.meanwhile.runtime.Timekeeper;

/** The failures that nothing here answers: neither another attempt nor a fallback. */
final class FinalFailures {
  private FinalFailures() {}

  /**
   * Whether {@code failure}, which came out of a task that the calling thread ran, is final: an
   * interrupt, an {@link Error}, a mistake in the program, or a deadline around the caller.
   */
  static boolean contains(Throwable failure) {
    return switch (failure) {
      case InterruptedException _, Misuse _, Stalled _, Cancelled _ -> true;
      case DeadlineExceeded exceeded -> isEnclosing(exceeded);
      default -> !(failure instanceof Exception);
    };
  }

  /** Whether {@code failure} is ours and says that the work was not begun. */
  static boolean isRefusal(Throwable failure) {
    return switch (failure) {
      case AllFailed _, DeadlineExceeded _, TaskFailed _ -> false;
      default -> failure instanceof MeanwhileException;
    };
  }

  /** Whether the deadline only refused to begin a wait that would have ended after it. */
  static boolean cutNothing(DeadlineExceeded exceeded) {
    return left(exceeded) > 0;
  }

  /**
   * A deadline inside the task left less than the nearest one around the caller, or it would not
   * have been the one to throw; the one around the caller left at least what is left now.
   */
  private static boolean isEnclosing(DeadlineExceeded exceeded) {
    long remaining = Ambient.remainingNanos();
    return remaining != Timekeeper.NEVER && left(exceeded) >= remaining;
  }

  private static long left(DeadlineExceeded exceeded) {
    return Nanos.of(exceeded.limit()) - Nanos.of(exceeded.elapsed());
  }
}
