package dev.meanwhile.trace;

import dev.meanwhile.trace.foreign.StackedWaits;
import dev.meanwhile.trace.foreign.WaitReport;
import dev.meanwhile.trace.foreign.WaitStep;
import java.util.Objects;

/** Draws for a terminal where a program waits for one thing after the other. Immutable. */
public final class TerminalWaits {
  private static final int DURATION = 9;
  private static final int INDENT = 3;

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
    int rank = 0;
    for (StackedWaits stack : report.stacks().stream().limit(most).toList()) {
      text.append('\n');
      draw(++rank, stack, text);
    }
    if (report.stacks().size() > most) {
      text.append('\n');
      int left = report.stacks().size() - most;
      add(text, StyledLine.of(left + " more with smaller savings", Ink.QUIET));
    }
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
    if (report.waitsForOthers() > 0) {
      text += glyphs.separator() + report.waitsForOthers() + " for other threads left out";
    }
    if (report.truncatedStacks() > 0) {
      text += glyphs.separator() + report.truncatedStacks() + " stacks cut off";
    }
    return text;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private void draw(int rank, StackedWaits stack, StringBuilder text) {
    add(text, StyledLine.of(rank + ". " + stack.method().name(), Ink.TITLE));
    String saving =
        "possible saving "
            + glyphs.duration(stack.possibleSavingNanos() / stack.calls())
            + " of "
            + glyphs.duration(stack.nanos() / stack.calls())
            + glyphs.separator()
            + counted(stack.calls(), "call")
            + glyphs.separator()
            + glyphs.duration(stack.possibleSavingNanos())
            + " in all";
    add(text, StyledLine.of(" ".repeat(INDENT) + saving, Ink.PLAIN));
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
