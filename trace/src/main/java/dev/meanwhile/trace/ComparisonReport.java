package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says how two runs differ: what they took, and the tasks whose time changed most. Immutable. */
public final class ComparisonReport {
  private static final int MOST_ROWS = 20;
  private static final int MOST_NAMES = 8;
  private static final int LONGEST_NAME = 40;

  private final Glyphs glyphs;

  /**
   * A report in plain text.
   *
   * @param unicode whether to use characters beyond ASCII
   */
  public ComparisonReport(boolean unicode) {
    glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  /** The report of one comparison; each line ends with {@code \n}. */
  public String of(RunComparison runs) {
    var lines = new ArrayList<String>();
    lines.add(runs.before().name() + glyphs.arrow() + runs.after().name());
    lines.add(row("", "before", "after", "change"));
    lines.addAll(totals(runs.before(), runs.after()));
    lines.addAll(common(runs));
    lines.addAll(only("only before: ", runs, pair -> pair.after() == null));
    lines.addAll(only("only after: ", runs, pair -> pair.before() == null));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> totals(Timeline before, Timeline after) {
    return List.of(
        times("wall", before.nanos(), after.nanos()) + percent(before.nanos(), after.nanos()),
        times("one after the other", before.leafNanos(), after.leafNanos()),
        row("peak in flight", "" + before.peakInFlight(), "" + after.peakInFlight(), ""));
  }

  private List<String> common(RunComparison runs) {
    var pairs = runs.pairs().stream().filter(RunComparison.Pair::isInBoth).toList();
    if (pairs.isEmpty()) {
      return List.of("", "no task has the same name in both");
    }
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("tasks (" + glyphs.marker() + " on the critical path)");
    pairs.stream().limit(MOST_ROWS).map(this::row).forEach(lines::add);
    if (pairs.size() > MOST_ROWS) {
      lines.add((pairs.size() - MOST_ROWS) + " more that changed less");
    }
    return lines;
  }

  private String row(RunComparison.Pair pair) {
    TaskRow before = pair.before();
    TaskRow after = pair.after();
    if (before == null || after == null) {
      return pair.name();
    }
    return row(pair.name(), time(before), time(after), change(before.nanos(), after.nanos()));
  }

  private String time(TaskRow row) {
    String mark = row.criticalNanos() > 0 ? glyphs.marker() + " " : "";
    return mark + glyphs.duration(row.nanos());
  }

  private String times(String name, long before, long after) {
    return row(name, glyphs.duration(before), glyphs.duration(after), change(before, after));
  }

  private String row(String name, String before, String after, String change) {
    String shown = glyphs.shortened(name, LONGEST_NAME);
    return "%-40s  %11s  %11s  %11s".formatted(shown, before, after, change);
  }

  private String change(long before, long after) {
    String size = glyphs.duration(Math.abs(after - before));
    return after < before ? "-" + size : "+" + size;
  }

  private static String percent(long before, long after) {
    return before == 0 ? "" : "  (%+d %%)".formatted(Math.round(100.0 * (after - before) / before));
  }

  private List<String> only(String title, RunComparison runs, Predicate<RunComparison.Pair> which) {
    var names = runs.pairs().stream().filter(which).map(RunComparison.Pair::name).toList();
    if (names.isEmpty()) {
      return List.of();
    }
    int more = names.size() - MOST_NAMES;
    String rest = more > 0 ? " and " + more + " more" : "";
    return List.of("", title + String.join(", ", names.stream().limit(MOST_NAMES).toList()) + rest);
  }
}
