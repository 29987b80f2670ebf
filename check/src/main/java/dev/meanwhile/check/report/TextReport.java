package dev.meanwhile.check.report;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * For people: each finding with its code, why it may be said, and what it saves.
 *
 * @param base what the names of files are relative to
 */
public record TextReport(Path base) implements ReportWriter {
  @Override
  public void found(Finding finding, PrintWriter out) {
    out.printf(
        "%s: %s: %s [%s, %s]%n",
        Paths.relative(base, finding.place()),
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.message(),
        finding.rule(),
        finding.confidence().name().toLowerCase(Locale.ROOT));
    frame(finding, out);
    finding.reasons().forEach(reason -> out.println("    why: " + reason));
    finding.saving().map(TextReport::saving).ifPresent(text -> out.println("  saves: " + text));
    if (!finding.advice().isEmpty()) {
      out.println("   then: " + finding.advice() + fixable(finding));
    }
    out.println();
    out.flush();
  }

  private static String fixable(Finding finding) {
    return finding.answer() == Answer.AUTO ? " (--fix does it)" : "";
  }

  /** From how many waits to how many steps. */
  static String saving(Saving saving) {
    String steps = saving.steps() + (saving.steps() == 1 ? " step" : " steps");
    return saving.waits() == 0
        ? "one round trip per element -> " + steps
        : saving.waits() + " waits -> " + steps;
  }

  /** The marked lines, each with its mark under it. */
  private static void frame(Finding finding, PrintWriter out) {
    int last = 0;
    int shown = 0;
    for (var entry : MarkedLines.of(finding).entrySet()) {
      if (++shown > MarkedLines.MOST) {
        out.println("        …");
        return;
      }
      if (last > 0 && entry.getKey() > last + 1) {
        out.println("        …");
      }
      last = entry.getKey();
      line(entry.getValue(), out);
    }
  }

  private static void line(Mark mark, PrintWriter out) {
    Place place = mark.place();
    String text = place.file().lineText(place.line());
    out.printf("  %5d | %s%n", place.line(), text.replace('\t', ' '));
    out.printf(
        "        | %s%s %s%n",
        " ".repeat(place.column() - 1),
        "~".repeat(Math.max(1, MarkedLines.width(place))),
        mark.label());
  }

  @Override
  public void finished(Report report, PrintWriter out) {
    Map<String, Integer> byRule = new TreeMap<>();
    report.findings().forEach(finding -> byRule.merge(finding.rule(), 1, Integer::sum));
    byRule.forEach((rule, count) -> out.printf("%5d %s%n", count, rule));
    var coverage = report.coverage();
    out.printf(
        "%d %s in %d files, %d lines; %d suppressed%n",
        report.findings().size(),
        report.findings().size() == 1 ? "finding" : "findings",
        coverage.files(),
        coverage.lines(),
        report.suppressed().size());
    if (coverage.typed() < coverage.calls()) {
      out.printf(
          "%d of %d calls are on something whose type is not known: dependencies are missing%n",
          coverage.calls() - coverage.typed(), coverage.calls());
    }
  }
}
