package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a task's life. Immutable.
 *
 * @param kind what the task did
 * @param from when it began, in nanoseconds since the run began
 * @param to when it was over
 * @param isCritical whether it is on the critical path
 * @param reason what it waited for, if it waited
 * @param on the tasks it waited for, if it waited for tasks
 * @param releasedBy the task that ended the wait, or the last to end of several that were waited
 *     for; 0 where time, an interrupt or something outside the run did
 */
public record Segment(
    Kind kind,
    long from,
    long to,
    boolean isCritical,
    @Nullable WaitReason reason,
    List<Long> on,
    long releasedBy) {
  /** What a task does. */
  public enum Kind {
    /** It was accepted and waits for a permit. */
    QUEUED,
    /** Its own code runs, or waits for something outside. */
    RUNNING,
    /** It waits for other tasks or for a time. */
    WAITING
  }

  /** Keeps a copy of {@code on}. */
  public Segment {
    on = List.copyOf(on);
  }

  static Segment plain(Kind kind, long from, long to) {
    return new Segment(kind, from, to, false, null, List.of(), 0);
  }

  /** What the task did, in a few words: {@code ran}, {@code waited for a permit}. */
  public String words() {
    return Words.of(kind, reason);
  }

  /** How long it was, in nanoseconds. */
  public long nanos() {
    return to - from;
  }

  /** The part of it between two times, on the critical path or not. */
  Segment part(long start, long end, boolean critical) {
    return new Segment(
        kind, Math.max(from, start), Math.min(to, end), critical, reason, on, releasedBy);
  }
}
