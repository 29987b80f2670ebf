package dev.meanwhile.check.report;

import static dev.meanwhile.check.report.HtmlText.escaped;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.profile.Profile;
import java.io.PrintWriter;
import java.util.Optional;

/** Writes a finding as an article of HTML: its code, its waits, why it may be said, what to do. */
final class HtmlFinding {
  private HtmlFinding() {}

  static void write(Finding finding, Profile profile, String id, PrintWriter out) {
    Optional<Measurement> measured = profile.of(finding);
    String severity = Words.word(finding.severity());
    out.printf(
        "<article class=\"%s\" id=\"%s\">%n<p><b class=\"%s\">%s</b> %s <span class=\"quiet\">line"
            + " %d, %s</span></p>%n",
        severity,
        id,
        severity,
        severity,
        escaped(finding.message()),
        finding.place().line(),
        Words.word(finding.confidence()));
    frame(finding, out);
    HtmlBars.write(finding, measured, out);
    paragraph("Why", String.join("; ", finding.reasons()), out);
    Words.cost(finding, measured).ifPresent(cost -> paragraph(cost.head(), cost.text(), out));
    if (profile.isGiven() && measured.isEmpty()) {
      paragraph("Measured", Words.NOT_SEEN, out);
    }
    paragraph("Then", finding.advice(), out);
    out.println("</article>");
  }

  private static void paragraph(String head, String text, PrintWriter out) {
    if (!text.isEmpty()) {
      out.printf("<p><span class=\"quiet\">%s:</span> %s</p>%n", head, escaped(text));
    }
  }

  private static void frame(Finding finding, PrintWriter out) {
    out.print("<pre>");
    var lines = MarkedLines.of(finding);
    int indent = MarkedLines.indent(lines.values());
    int last = 0;
    for (var entry : lines.entrySet().stream().limit(MarkedLines.MOST).toList()) {
      if (last > 0 && entry.getKey() > last + 1) {
        out.println("<i>      &hellip;</i>");
      }
      last = entry.getKey();
      line(entry.getValue(), indent, out);
    }
    out.println("</pre>");
  }

  private static void line(Mark mark, int indent, PrintWriter out) {
    Place place = mark.place();
    String text = place.file().lineText(place.line()).substring(indent);
    int start = Math.clamp(place.column() - 1L - indent, 0, text.length());
    int end = Math.min(start + Math.max(0, MarkedLines.width(place)), text.length());
    out.printf(
        "<i>%5d </i>%s<mark>%s</mark>%s  <i>%s</i>%n",
        place.line(),
        escaped(text.substring(0, start)),
        escaped(text.substring(start, end)),
        escaped(text.substring(end)),
        escaped(mark.label()));
  }
}
