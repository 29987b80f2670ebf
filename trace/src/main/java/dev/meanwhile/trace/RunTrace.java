package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of one run. Immutable.
 *
 * @param run the number of the run
 * @param name the name of the run; made up where its beginning was dropped
 * @param began when it began, where that is known
 * @param events its events, in the order in which they happened; those of its beginning may be
 *     missing, and it may not have ended
 * @param dropped how many of its events are missing
 * @param cutShort whether the trace was read from a file whose last line was not finished
 * @param unknown how many of its events are of kinds that only a later version knows
 */
public record RunTrace(
    long run,
    String name,
    @Nullable Instant began,
    List<TaskEvent> events,
    long dropped,
    boolean cutShort,
    long unknown) {
  /** A trace in which all events are of known kinds. */
  public RunTrace(
      long run,
      String name,
      @Nullable Instant began,
      List<TaskEvent> events,
      long dropped,
      boolean cutShort) {
    this(run, name, began, events, dropped, cutShort, 0);
  }

  /** Keeps a copy of the events. */
  public RunTrace {
    events = List.copyOf(events);
  }
}
