package dev.meanwhile.check.report;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Report.Coverage;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.profile.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * For people: each finding with its code, its waits as bars, why it may be said, and what it saves.
 * Made when the check begins, it says in the end how long that took.
 */
public final class TextReport implements ReportWriter {
  private static final int LABEL = 9;

  private final Path base;
  private final Canvas canvas;
  private final Profile profile;
  private final OptionalLong begun;
  private boolean isBelowMeasured;

  /** A plain report, without measured times, and without how long the check took. */
  public TextReport(Path base) {
    this(base, Canvas.PLAIN, Profile.NONE, OptionalLong.empty());
  }

  /**
   * A report on a canvas, begun now.
   *
   * @param base what the names of files are relative to
   * @param profile what was measured
   */
  public TextReport(Path base, Canvas canvas, Profile profile) {
    this(base, canvas, profile, OptionalLong.of(System.nanoTime()));
  }

  private TextReport(Path base, Canvas canvas, Profile profile, OptionalLong begun) {
    this.base = base;
    this.canvas = canvas;
    this.profile = profile;
    this.begun = begun;
  }

  @Override
  public void found(Finding finding, PrintWriter out) {
    Optional<Measurement> measured = profile.of(finding);
    if (profile.isGiven() && measured.isEmpty() && !isBelowMeasured) {
      isBelowMeasured = true;
      paragraph("Not seen to wait in what was measured:", Tone.STRONG, out);
      out.println();
    }
    head(finding, out);
    TextFrame.of(finding, canvas).forEach(out::println);
    TextBars.of(finding, measured, canvas).forEach(out::println);
    String why = "why";
    for (String reason : finding.reasons()) {
      prose(why, reason, out);
      why = "";
    }
    Words.cost(finding, measured)
        .ifPresent(cost -> prose(cost.head().toLowerCase(Locale.ROOT), cost.text(), out));
    if (!finding.advice().isEmpty()) {
      prose("then", finding.advice() + fixable(finding), out);
    }
    out.println();
    out.flush();
  }

  /** One line, however long: editors read it. */
  private void head(Finding finding, PrintWriter out) {
    String kind = " [" + finding.rule() + ", " + Words.word(finding.confidence()) + "]";
    out.println(
        new TextLine(canvas)
            .addAsIs(Paths.relative(base, finding.place()) + ": ", Tone.STRONG)
            .add(Words.word(finding.severity()) + ": ", Tone.of(finding.severity()))
            .add(finding.message(), Tone.PLAIN)
            .add(kind, Tone.QUIET));
  }

  private static String fixable(Finding finding) {
    return finding.answer() == Answer.AUTO ? " (--fix does it)" : "";
  }

  private void prose(String label, String text, PrintWriter out) {
    String head = label.isEmpty() ? "" : label + ": ";
    var line = new TextLine(canvas).padTo(LABEL - head.length()).add(head, Tone.QUIET);
    wrapped(line, LABEL, text, Tone.PLAIN, out);
  }

  private void paragraph(String text, Tone tone, PrintWriter out) {
    wrapped(new TextLine(canvas), 0, text, tone, out);
  }

  /** Further lines begin at the column where the text begins in the first one. */
  private void wrapped(TextLine line, int column, String text, Tone tone, PrintWriter out) {
    int at = column;
    for (String word : canvas.written(text).split(" ", -1)) {
      if (at > column && at + word.length() > canvas.width()) {
        out.println(line);
        line = new TextLine(canvas).padTo(column);
        at = column;
      }
      line.addAsIs((at > column ? " " : "") + word, tone);
      at += word.length() + 1;
    }
    out.println(line);
  }

  @Override
  public void finished(Report report, PrintWriter out) {
    Map<String, Integer> byRule = new TreeMap<>();
    report.findings().forEach(finding -> byRule.merge(finding.rule(), 1, Integer::sum));
    byRule.forEach((rule, count) -> out.printf("%5d %s%n", count, rule));
    paragraph(summary(report), Tone.STRONG, out);
    measured(report, out);
    untyped(report.coverage(), out);
    String next = NextStep.after(report, profile.isGiven());
    if (!next.isEmpty()) {
      paragraph("next: " + next, Tone.QUIET, out);
    }
  }

  private String summary(Report report) {
    return Words.counted(report.findings().size(), "finding")
        + " in "
        + Words.counted(report.coverage().files(), "file")
        + ", "
        + Words.counted(report.coverage().lines(), "line")
        + took()
        + "; "
        + report.suppressed().size()
        + " suppressed";
  }

  private String took() {
    return begun.isEmpty()
        ? ""
        : ", " + Math.round((System.nanoTime() - begun.getAsLong()) / 1e8) / 10.0 + " s";
  }

  private void measured(Report report, PrintWriter out) {
    if (profile.isGiven()) {
      List<Measurement> seen =
          report.findings().stream().flatMap(finding -> profile.of(finding).stream()).toList();
      long saved = seen.stream().mapToLong(Measurement::savedNanos).sum();
      paragraph(
          "%d of them waited in what was measured; %s could be saved"
              .formatted(seen.size(), Words.duration(saved)),
          Tone.PLAIN,
          out);
    }
  }

  private void untyped(Coverage coverage, PrintWriter out) {
    int untyped = coverage.calls() - coverage.typed();
    if (untyped > 0) {
      paragraph(
          "%d of %d calls are on something whose type is not known: dependencies are missing (--resolve, --classpath)"
              .formatted(untyped, coverage.calls()),
          Tone.PLAIN,
          out);
    }
  }
}
