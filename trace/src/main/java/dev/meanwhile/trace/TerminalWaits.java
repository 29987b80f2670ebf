package dev.meanwhile.trace;

import dev.meanwhile.trace.foreign.CallSite;
import dev.meanwhile.trace.foreign.Finding;
import dev.meanwhile.trace.foreign.PinnedWait;
import dev.meanwhile.trace.foreign.RepeatedWait;
import dev.meanwhile.trace.foreign.StackedWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import dev.meanwhile.trace.foreign.WaitStep;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Draws for a terminal where a program waits for one thing after the other. Immutable. */
public final class TerminalWaits {
  private static final int DURATION = 9;
  private static final int INDENT = 3;
  private static final int MOST_TASKS = 3;
  private static final int MOST_CALLS = 3;

  private final Terminal terminal;
  private final Glyphs glyphs;
  private final int most;

  /** Draws on this terminal, {@code most} methods at most. */
  public TerminalWaits(Terminal terminal, int most) {
    this.terminal = Objects.requireNonNull(terminal, "terminal");
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most + "; allowed: 1 or more");
    }
    this.most = most;
    glyphs = terminal.unicode() ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  /** Draws a report: each bar begins where the one above it ends; the longest stands out. */
  public String draw(WaitReport report) {
    var text = new StringBuilder();
    add(text, StyledLine.of(summary(report), Ink.TITLE));
    List<Finding> findings = report.findings();
    int rank = 0;
    for (Finding finding : findings.stream().limit(most).toList()) {
      text.append('\n');
      draw(++rank, finding, text);
    }
    if (findings.size() > most) {
      text.append('\n');
      int left = findings.size() - most;
      add(text, StyledLine.of(left + " more with smaller savings", Ink.QUIET));
    }
    drawPinned(report.pinned(), text);
    text.append('\n');
    WaitReport.LIMITS.forEach(limit -> add(text, StyledLine.of("* " + limit, Ink.QUIET)));
    return text.toString();
  }

  private String summary(WaitReport report) {
    String text =
        counted(report.waits(), "wait")
            + " of "
            + counted(report.requests(), "request")
            + glyphs.separator();
    text +=
        report.stacks().isEmpty()
            ? "none of them stack"
            : "methods whose waits stack: " + report.stacks().size();
    if (!report.loops().isEmpty()) {
      text += glyphs.separator() + "loops: " + report.loops().size();
    }
    if (report.waitsForOthers() > 0) {
      text += glyphs.separator() + report.waitsForOthers() + " for other threads left out";
    }
    if (report.truncatedStacks() > 0) {
      text += glyphs.separator() + report.truncatedStacks() + " stacks cut off";
    }
    if (report.forgottenWaits() > 0) {
      text += glyphs.separator() + report.forgottenWaits() + " older ones forgotten";
    }
    return text;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void draw(int rank, Finding finding, StringBuilder text) {
    add(text, StyledLine.of(rank + ". " + finding.method().name(), Ink.TITLE));
    addIndented(
        text,
        "possible saving "
            + glyphs.duration(finding.possibleSavingNanos() / finding.calls())
            + " of "
            + glyphs.duration(finding.nanos() / finding.calls())
            + glyphs.separator()
            + counted(finding.calls(), "call")
            + glyphs.separator()
            + glyphs.duration(finding.possibleSavingNanos())
            + " in all");
    if (!finding.tasks().isEmpty()) {
      addIndented(text, "in " + tasks(finding.tasks()));
    }
    switch (finding) {
      case StackedWaits stack -> drawSteps(stack, text);
      case RepeatedWait loop -> drawRounds(loop, text);
    }
  }

  private String tasks(List<String> names) {
    String text = (names.size() == 1 ? "task " : "tasks ") + String.join(", ", firstOf(names));
    int left = names.size() - MOST_TASKS;
    return left > 0 ? text + " and " + left + " more" : text;
  }

  private static List<String> firstOf(List<String> names) {
    return names.subList(0, Math.min(MOST_TASKS, names.size()));
  }

  /** The loop may be in any of these calls; it is most often in one of the innermost. */
  private void drawRounds(RepeatedWait loop, StringBuilder text) {
    long each = Math.round(loop.waits() / (double) loop.calls());
    addIndented(
        text, "N+1? " + loop.kind() + " " + glyphs.times() + each + ", one after the other:");
    List<CallSite> path = loop.path();
    addIndented(
        text,
        path.subList(Math.max(0, path.size() - MOST_CALLS), path.size()).stream()
            .map(CallSite::place)
            .collect(Collectors.joining(glyphs.arrow())));
  }

  private void drawPinned(List<PinnedWait> pinned, StringBuilder text) {
    if (pinned.isEmpty()) {
      return;
    }
    text.append('\n');
    add(text, StyledLine.of("Pinned: virtual threads that held their carrier", Ink.TITLE));
    for (PinnedWait pin : pinned.stream().limit(most).toList()) {
      addIndented(
          text,
          pin.callSite().place()
              + glyphs.separator()
              + counted(pin.times(), "time")
              + glyphs.separator()
              + glyphs.duration(pin.nanos())
              + " in all, "
              + glyphs.duration(pin.longestNanos())
              + " at most");
      addIndented(text, " ".repeat(INDENT) + pin.reason());
    }
  }

  private void addIndented(StringBuilder text, String line) {
    int width = terminal.width() - INDENT;
    add(text, StyledLine.of(" ".repeat(INDENT) + glyphs.shortened(line, width), Ink.PLAIN));
  }

  private void drawSteps(StackedWaits stack, StringBuilder text) {
    long longest = stack.steps().stream().mapToLong(WaitStep::nanos).max().orElseThrow();
    long before = 0;
    for (WaitStep step : stack.steps()) {
      draw(step, before, step.nanos() == longest, stack, text);
      before += step.nanos();
    }
  }

  private void draw(
      WaitStep step, long before, boolean isLongest, StackedWaits stack, StringBuilder text) {
    int labels = terminal.width() / 2;
    int bars = terminal.width() - INDENT - labels - 1 - DURATION;
    double scale = bars / (double) Math.max(1, stack.nanos());
    int from = Math.min(bars - 1, (int) Math.round(before * scale));
    int to = Math.clamp(Math.round((before + step.nanos()) * scale), from + 1, bars);
    char cell = isLongest ? glyphs.critical() : glyphs.waiting();
    String duration = glyphs.duration(step.nanos() / stack.calls());
    var line = StyledLine.of(" ".repeat(INDENT), Ink.PLAIN);
    line.add(glyphs.shortened(label(step, stack), labels), Ink.PLAIN).padTo(INDENT + labels + 1);
    line.padTo(INDENT + labels + 1 + from);
    line.add(String.valueOf(cell).repeat(to - from), isLongest ? Ink.CRITICAL : Ink.WAITING);
    add(text, line.padTo(terminal.width() - duration.length()).add(duration, Ink.PLAIN));
  }

  private String label(WaitStep step, StackedWaits stack) {
    String label = step.line().place();
    if (!step.callSite().equals(step.line())) {
      label += glyphs.arrow() + step.callSite().place();
    }
    long each = Math.round(step.waits() / (double) stack.calls());
    return label + " " + step.kind() + (each > 1 ? " " + glyphs.times() + each : "");
  }

  private void add(StringBuilder text, StyledLine line) {
    text.append(line.text(terminal.colours())).append('\n');
  }
}
