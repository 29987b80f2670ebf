package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts the lines of a trace by their runs. */
final class RunLines {
  private static final class Lines {
    private TraceLine.@Nullable Head head;
    private final List<TaskEvent> events = new ArrayList<>();
    private long dropped;
    private long unknown;
    private boolean isOver;

    private void add(TraceLine line) {
      switch (line) {
        case TraceLine.Head again -> {
          head = head == null ? again : head;
          dropped = Math.max(dropped, again.dropped());
        }
        case TraceLine.Loss loss -> dropped = Math.max(dropped, loss.dropped());
        case TraceLine.Unknown _ -> unknown++;
        case TraceLine.Event(TaskEvent event) -> {
          events.add(event);
          isOver |= event instanceof TaskEvent.RunEnded;
        }
      }
    }

    private RunTrace trace(long run, boolean cutShort) {
      // Several threads wrote them. Stable, as the events of one task are in order.
      events.sort(Comparator.comparingLong(TaskEvent::at));
      return new RunTrace(
          run,
          head == null ? "run " + run : head.name(),
          head == null ? null : head.began(),
          events,
          dropped,
          cutShort,
          unknown);
    }
  }

  private final Map<Long, Lines> runs = new LinkedHashMap<>();
  private boolean isCut;

  void add(TraceLine line) {
    runs.computeIfAbsent(line.run(), _ -> new Lines()).add(line);
  }

  /** The last line was not finished. */
  void breakOff() {
    isCut = true;
  }

  /**
   * The runs, in the order in which they appear. Where a line was cut, each that has not ended is
   * cut short, or else the last one.
   */
  List<RunTrace> traces() {
    boolean allOver = runs.values().stream().allMatch(lines -> lines.isOver);
    var traces = new ArrayList<RunTrace>();
    runs.forEach((run, lines) -> {
      boolean last = traces.size() == runs.size() - 1;
      traces.add(lines.trace(run, isCut && (allOver ? last : !lines.isOver)));
    });
    return traces;
  }
}
