package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run that is held in memory. */
final class RecordedRun {
  final long number;
  final @Nullable RunBegan began;
  final boolean isChosen;
  final RunBuffer buffer;

  /**
   * A run of which the first event has come.
   *
   * @param isChosen whether it is kept however long it takes
   */
  RecordedRun(TaskEvent first, boolean isChosen, int capacity) {
    this.number = first.run();
    this.began = first instanceof RunBegan event ? event : null;
    this.isChosen = isChosen;
    this.buffer = new RunBuffer(capacity);
  }

  /** What is kept of it at this moment. */
  RunTrace trace() {
    List<TaskEvent> events = buffer.kept();
    // Stable: events of one task keep their order also where the clock did not move between them.
    events.sort(Comparator.comparingLong(TaskEvent::at));
    return new RunTrace(
        number,
        began == null ? "run " + number : began.name(),
        began == null ? null : began.wall(),
        events,
        buffer.dropped(),
        false);
  }
}
