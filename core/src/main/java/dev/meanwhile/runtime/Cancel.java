package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.Stalled;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Why tasks are told to stop. Set once on each task and group it reaches; the interrupt only rings
 * for it.
 *
 * @param by the task whose end made it so, or null
 * @param deadline the deadline that passed, if that is the reason
 * @param text what a person wrote as the reason of a signal; who waits for whom, if the run stalled
 */
record Cancel(
    CancelReason reason,
    @Nullable TaskNode by,
    @Nullable ActiveDeadline deadline,
    @Nullable String text) {
  static final Cancel INTERRUPTED = new Cancel(CancelReason.INTERRUPTED, null, null, null);
  static final Cancel BODY_FAILED = new Cancel(CancelReason.BODY_FAILED, null, null, null);
  static final Cancel ASKED = new Cancel(CancelReason.ASKED, null, null, null);
  static final Cancel CLOSED = new Cancel(CancelReason.CLOSED, null, null, null);

  static Cancel by(CancelReason reason, TaskNode by) {
    return new Cancel(reason, by, null, null);
  }

  static Cancel deadline(ActiveDeadline deadline) {
    return new Cancel(CancelReason.DEADLINE, null, deadline, null);
  }

  static Cancel stalled(String graph) {
    return new Cancel(CancelReason.STALLED, null, null, graph);
  }

  static Cancel signal(String reason) {
    return new Cancel(CancelReason.SIGNAL, null, null, reason);
  }

  /** How a task ends that this cancel has reached. */
  Ending ending() {
    return deadline == null ? Ending.CANCELLED : Ending.TIMED_OUT;
  }

  /** What a wait point throws in a task that this cancel has reached. */
  Exception thrown() {
    if (deadline != null) {
      return deadline.exceeded();
    }
    return switch (reason) {
      case STALLED -> new Stalled(description());
      case SIGNAL -> new Cancelled("cancelled: " + description());
      default -> new InterruptedException();
    };
  }

  /** The reason in words. */
  String description() {
    if (text != null) {
      return text;
    }
    return switch (reason) {
      case SIBLING_FAILED -> by + " failed";
      case RACE_WON -> by + " won";
      case BODY_FAILED -> "the code that started it failed";
      case INTERRUPTED -> "the thread that started it was interrupted";
      case DEADLINE -> "a deadline passed";
      case ASKED -> "somebody asked for it";
      case CLOSED -> "what it belongs to was closed";
      case STALLED, SIGNAL -> "no reason was given";
    };
  }
}
