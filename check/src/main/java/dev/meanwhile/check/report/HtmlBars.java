package dev.meanwhile.check.report;

import static dev.meanwhile.check.report.HtmlText.escaped;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.report.WaitBars.Bar;
import dev.meanwhile.check.report.WaitBars.Row;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Draws the waits of a finding as a grid: a row for each, as they are and as they could be. */
final class HtmlBars {
  private HtmlBars() {}

  /** Nothing, if the finding does not say what it would save. */
  static void write(Finding finding, Optional<Measurement> measured, PrintWriter out) {
    WaitBars.of(finding, measured)
        .ifPresent(bars -> {
          write(bars, Words.now(measured), Words.then(measured), measured.isPresent(), out);
        });
  }

  private static void write(
      WaitBars bars, String now, String then, boolean isMeasured, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "<div class=\"bars\" style=\"grid-template-columns: fit-content(30%%) minmax(0, %.3ffr)"
            + " minmax(0, %.3ffr) auto\">%n",
        share(bars.now(), bars),
        share(bars.then(), bars));
    out.printf("<i></i><i>%s</i><i>%s</i><i></i>%n", escaped(now), escaped(then));
    for (Row row : bars.rows()) {
      out.printf(
          "<span>%s</span>%s%s<span>%s</span>%n",
          escaped(row.label()),
          track(row.now(), bars.now(), row.isRepeated() && !isMeasured ? "now rounds" : "now"),
          track(row.then(), bars.then(), "then"),
          isMeasured ? escaped(Words.ofMark(row.nanos())) : "");
    }
    out.println("</div>");
  }

  /** Neither side becomes too small to be seen. */
  private static double share(double length, WaitBars bars) {
    return Math.max(0.08, length / (bars.now() + bars.then()));
  }

  private static String track(Bar bar, double all, String kind) {
    return bar.length() == 0
        ? "<span></span>"
        : String.format(
            Locale.ROOT,
            "<span class=\"track\"><b class=\"%s\" style=\"left: %.2f%%; width:"
                + " %.2f%%\"></b></span>",
            kind,
            bar.from() / all * 100,
            bar.length() / all * 100);
  }
}
