package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task on a timeline. All times are in nanoseconds since the run began. Immutable.
 *
 * @param task its number in the run
 * @param depth how many tasks are above it on the timeline
 * @param name its name; made up where its beginning was dropped
 * @param site where it was started in the code, as {@code file:line}, where known
 * @param isLeaf whether it started no task itself; the thread that called the verb is none
 * @param created when it was accepted
 * @param started when its code began; the same as {@code ended} if that never happened
 * @param ended when its outcome was decided; the end of the trace if it still runs
 * @param ending how it ended, or null if it still runs
 * @param error the class of what it threw, if it threw
 * @param message the message of what it threw, if there is one
 * @param cancelAsked when it was told to stop, or null
 * @param retries when it began another attempt of a call that it repeats
 * @param segments its life from {@code created} to {@code ended}, without gaps
 */
public record TaskRow(
    long task,
    int depth,
    String name,
    @Nullable String site,
    boolean isLeaf,
    long created,
    long started,
    long ended,
    @Nullable Ending ending,
    @Nullable String error,
    @Nullable String message,
    @Nullable Long cancelAsked,
    List<Long> retries,
    List<Segment> segments) {
  /** Keeps copies of the lists. */
  public TaskRow {
    retries = List.copyOf(retries);
    segments = List.copyOf(segments);
  }

  /** How long it ran and waited, without the time it was queued. */
  public long nanos() {
    return ended - started;
  }

  /** How long it took to end after it was told to stop; 0 if nobody told it. */
  public long cancelLag() {
    return cancelAsked == null ? 0 : ended - cancelAsked;
  }

  /** How long it was on the critical path. */
  public long criticalNanos() {
    return segments.stream().filter(Segment::isCritical).mapToLong(Segment::nanos).sum();
  }
}
