package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.TaskRow;
import dev.meanwhile.trace.Timeline;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Gantt chart in the language of Mermaid, which many wikis and forges draw. Tasks on the critical
 * path are critical there, too. The axis counts milliseconds since the run began, or microseconds
 * for short runs: Mermaid knows no part of a millisecond.
 *
 * <p>Mermaid draws no chart of more than 50,000 characters; of runs with many tasks, only {@value
 * #MOST_ROWS} are written: those that decided the latency, and the longest.
 */
public final class MermaidGantt implements TraceExport {
  /** How many tasks are written at most. */
  public static final int MOST_ROWS = 200;

  private static final long SHORT = 20_000_000;
  private static final int LONGEST_NAME = 60;
  private static final Comparator<TaskRow> BY_WEIGHT =
      Comparator.comparingLong(TaskRow::criticalNanos).thenComparingLong(TaskRow::nanos).reversed();

  /** Creates the export. */
  public MermaidGantt() {}

  @Override
  public void write(RunTrace trace, Writer out) throws IOException {
    Timeline timeline = Timeline.of(trace);
    boolean isShort = timeline.nanos() < SHORT;
    long unit = isShort ? 1_000 : 1_000_000;
    List<TaskRow> rows = shown(timeline.rows());
    out.write("gantt\n");
    out.write("  title " + plain(timeline.name()) + (isShort ? " (µs)" : " (ms)") + "\n");
    out.write("  dateFormat x\n  axisFormat %Q\n  section Tasks\n");
    for (TaskRow row : rows) {
      bar(row, unit, out);
    }
    if (rows.size() < timeline.rows().size()) {
      out.write("  %% " + (timeline.rows().size() - rows.size()) + " shorter tasks left out\n");
    }
    out.flush();
  }

  private static List<TaskRow> shown(List<TaskRow> rows) {
    Set<Long> kept =
        rows.stream()
            .sorted(BY_WEIGHT)
            .limit(MOST_ROWS)
            .map(TaskRow::task)
            .collect(Collectors.toCollection(HashSet::new));
    return rows.stream().filter(row -> kept.contains(row.task())).toList();
  }

  private static void bar(TaskRow row, long unit, Writer out) throws IOException {
    long from = row.started() / unit;
    long to = Math.max(from + 1, row.ended() / unit);
    // The sign in front keeps a name from being read as a word of the language.
    String sign = row.depth() == 0 ? "▸ " : "– ".repeat(Math.min(row.depth(), 5));
    out.write("  " + sign + plain(row.name()) + ending(row.ending()) + " :");
    out.write(tag(row) + "t" + row.task() + ", " + from + ", " + to + "\n");
  }

  private static String tag(TaskRow row) {
    if (row.criticalNanos() > 0) {
      return "crit, ";
    }
    return row.ending() == Ending.OK ? "done, " : "active, ";
  }

  private static String ending(@Nullable Ending ending) {
    return switch (ending) {
      case OK -> "";
      case FAILED -> " (failed)";
      case TIMED_OUT -> " (timed out)";
      case CANCELLED -> " (cancelled)";
      case null -> " (still runs)";
    };
  }

  /** Without the signs that mean something to Mermaid, or to the page around it. */
  private static String plain(String name) {
    String plain = name.replaceAll("[\\s\\p{Cntrl}:;#%<>&{}\"`]+", " ").strip();
    if (plain.isEmpty()) {
      return "?";
    }
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 1) + "…";
  }
}
