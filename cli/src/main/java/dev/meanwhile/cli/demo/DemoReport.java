package dev.meanwhile.cli.demo;

import dev.meanwhile.trace.Terminal;
import dev.meanwhile.trace.TerminalTimeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells the runs to people: a timeline for each, and a table of all. */
final class DemoReport {
  private static final int ROWS = 13;

  /** Timelines of one shape share their scale, as long as the shortest can still be read. */
  private static final int MOST_DIFFERENT = 6;

  private final Terminal terminal;
  private final PrintWriter out;

  DemoReport(Terminal terminal, PrintWriter out) {
    this.terminal = terminal;
    this.out = out;
  }

  /** Draws the variants of one shape. */
  void draw(Shape shape, List<DemoRun> runs) {
    long longest = runs.stream().mapToLong(run -> run.timeline().nanos()).max().orElse(0);
    out.println(heading(shape));
    for (DemoRun run : runs) {
      long own = run.timeline().nanos();
      var drawing =
          new TerminalTimeline(terminal)
              .withRows(ROWS)
              .withTimeOf(longest <= own * MOST_DIFFERENT ? longest : own)
              .withNamesOf(runs.stream().map(DemoRun::timeline).toList());
      out.println();
      out.print(drawing.draw(run.timeline()));
      out.println("  " + server(run));
    }
    out.println();
    out.flush();
  }

  private String heading(Shape shape) {
    String line = (terminal.unicode() ? "━" : "=").repeat(2);
    String text = line + " " + shape.name() + ": " + shape.story() + " ";
    return text + line.substring(1).repeat(Math.max(0, terminal.width() - text.length()));
  }

  private static String server(DemoRun run) {
    Traffic.Counts seen = run.traffic();
    var text = new StringBuilder("the other side saw ").append(count(seen.requests(), "request"));
    text.append(", at most ").append(seen.peakInFlight()).append(" at once");
    if (seen.refused() > 0) {
      text.append("; ").append(seen.refused()).append(" refused");
    }
    if (seen.aborted() > 0) {
      text.append("; ").append(seen.aborted()).append(" given up by the client");
    }
    return text.toString();
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  /** Compares all runs. */
  void compare(List<DemoRun> runs) {
    String format = "%-10s %-10s %9s %9s %8s %9s %7s %9s%n";
    out.printf(
        Locale.ROOT,
        format,
        "shape",
        "variant",
        "wall",
        "ideal",
        "faster",
        "in flight",
        "failed",
        "cancelled");
    Duration byHand = Duration.ZERO;
    for (DemoRun run : runs) {
      byHand = run.variant().name().equals("by-hand") ? run.wall() : byHand;
      out.printf(
          Locale.ROOT,
          format,
          run.variant().name().equals("by-hand") ? run.shape().name() : "",
          run.variant().name(),
          millis(run.wall()),
          millis(run.variant().ideal()),
          isComparable(run) ? times(byHand, run.wall()) : "",
          run.traffic().peakInFlight(),
          run.failed(),
          run.cancelled());
    }
    out.flush();
  }

  /** What was refused was not done faster. */
  private static boolean isComparable(DemoRun run) {
    return !run.variant().name().equals("by-hand") && run.traffic().refused() == 0;
  }

  private static String millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e6) + " ms";
  }

  private String times(Duration byHand, Duration own) {
    double ratio = (double) byHand.toNanos() / Math.max(1, own.toNanos());
    return String.format(Locale.ROOT, "%.1f", ratio) + (terminal.unicode() ? "×" : "x");
  }
}
