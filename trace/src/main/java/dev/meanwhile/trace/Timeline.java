package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.Segment.Kind;
import java.util.List;

/**
 * One run as rows of bars. All times are in nanoseconds since the run began. Immutable.
 *
 * @param name the name of the run
 * @param from when it begins: 0, or the earliest known time if the beginning was dropped
 * @param to when it ends: the end of the run, or the latest known time if it still runs
 * @param rows one row a task: children below their parent, in the order in which they were started;
 *     the first row is the thread that called the verb
 * @param criticalPath what decided how long the run took, the earliest first; empty if the
 *     beginning was dropped
 * @param peakInFlight how many tasks that started no others ran at once, at most
 * @param leafNanos how long the tasks that started no others ran, added up: what the run would take
 *     one after the other
 * @param dropped how many events of the run are missing
 * @param isWhole whether the beginning of the run is there
 * @param isCutShort whether the trace was read from a file whose last line was not finished
 * @param unknown how many events of the run are of kinds that only a later version knows
 */
public record Timeline(
    String name,
    long from,
    long to,
    List<TaskRow> rows,
    List<PathPiece> criticalPath,
    int peakInFlight,
    long leafNanos,
    long dropped,
    boolean isWhole,
    boolean isCutShort,
    long unknown) {
  /** Keeps copies of the lists. */
  public Timeline {
    rows = List.copyOf(rows);
    criticalPath = List.copyOf(criticalPath);
  }

  /** Reads a trace. */
  public static Timeline of(RunTrace trace) {
    var history = new RunHistory(trace.events());
    List<PathPiece> path = CriticalPath.of(history);
    List<TaskRow> rows = new Rows(history, path).list();
    List<Segment> work =
        rows.stream()
            .filter(TaskRow::isLeaf)
            .flatMap(row -> row.segments().stream())
            .filter(segment -> segment.kind() == Kind.RUNNING)
            .toList();
    return new Timeline(
        trace.name(),
        history.from(),
        history.to(),
        rows,
        path,
        InFlight.peak(work),
        work.stream().mapToLong(Segment::nanos).sum(),
        trace.dropped(),
        history.isWhole(),
        trace.cutShort(),
        trace.unknown());
  }

  /** How long the run took. */
  public long nanos() {
    return to - from;
  }

  /** How many tasks that started no others ended like this. */
  public long count(Ending ending) {
    return rows.stream().filter(row -> row.isLeaf() && row.ending() == ending).count();
  }
}
