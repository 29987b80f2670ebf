package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One page of HTML, by rule and file, with the code of each finding. It holds everything it needs
 * and its policy forbids it to load anything, so that it can be mailed, archived and printed.
 *
 * @param base what the names of files are relative to
 */
public record HtmlReport(Path base) implements ReportWriter {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>meanwhile check</title>
      <style>
      """;

  @Override
  public void finished(Report report, PrintWriter out) {
    Map<String, List<Finding>> byRule =
        report.findings().stream()
            .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
    out.print(HEAD + style() + "</style>\n</head>\n<body>\n");
    summary(report, byRule, out);
    byRule.forEach((rule, findings) -> rule(rule, findings, out));
    problems(report.problems(), out);
    out.println("</body>\n</html>");
  }

  private static void summary(Report report, Map<String, List<Finding>> byRule, PrintWriter out) {
    int count = report.findings().size();
    out.printf("<h1>%d %s</h1>%n", count, count == 1 ? "finding" : "findings");
    out.printf(
        "<p class=\"quiet\">in %d files, %d lines; %d suppressed</p>%n<table>%n",
        report.coverage().files(), report.coverage().lines(), report.suppressed().size());
    byRule.forEach((rule, findings) ->
        out.printf(
            "<tr><td>%d</td><td><a href=\"#%s\">%s</a></td><td>%s</td></tr>%n",
            findings.size(), rule, rule, escaped(title(rule))));
    out.println("</table>");
  }

  private static String title(String id) {
    return Rules.all().stream()
        .filter(rule -> rule.id().equals(id))
        .map(Rule::title)
        .findFirst()
        .orElse("");
  }

  private void rule(String rule, List<Finding> findings, PrintWriter out) {
    out.printf(
        "<section id=\"%s\">%n<h2>%s <small>%s</small></h2>%n", rule, rule, escaped(title(rule)));
    Map<String, List<Finding>> byFile =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    finding -> Paths.relative(base, finding.place().path()),
                    TreeMap::new,
                    Collectors.toList()));
    byFile.forEach((file, ofFile) -> {
      out.printf("<h3>%s</h3>%n", escaped(file));
      ofFile.forEach(finding -> finding(finding, out));
    });
    out.println("</section>");
  }

  private static void finding(Finding finding, PrintWriter out) {
    String severity = word(finding.severity());
    out.printf(
        "<article class=\"%s\">%n<p><b class=\"%s\">%s</b> %s <span class=\"quiet\">line %d,"
            + " %s</span></p>%n",
        severity,
        severity,
        severity,
        escaped(finding.message()),
        finding.place().line(),
        word(finding.confidence()));
    frame(finding, out);
    finding.reasons().forEach(reason -> paragraph("Why", reason, out));
    finding.saving().ifPresent(saving -> paragraph("Saves", TextReport.saving(saving), out));
    if (!finding.advice().isEmpty()) {
      paragraph("Then", finding.advice(), out);
    }
    out.println("</article>");
  }

  private static void paragraph(String head, String text, PrintWriter out) {
    out.printf("<p><span class=\"quiet\">%s:</span> %s</p>%n", head, escaped(text));
  }

  private static void frame(Finding finding, PrintWriter out) {
    out.print("<pre>");
    int last = 0;
    for (var entry : MarkedLines.of(finding).entrySet().stream().limit(MarkedLines.MOST).toList()) {
      if (last > 0 && entry.getKey() > last + 1) {
        out.println("<i>      &hellip;</i>");
      }
      last = entry.getKey();
      line(entry.getValue(), out);
    }
    out.println("</pre>");
  }

  private static void line(Mark mark, PrintWriter out) {
    Place place = mark.place();
    String text = place.file().lineText(place.line());
    int start = Math.min(place.column() - 1, text.length());
    int end = Math.min(start + Math.max(0, MarkedLines.width(place)), text.length());
    out.printf(
        "<i>%5d </i>%s<mark>%s</mark>%s  <i>%s</i>%n",
        place.line(),
        escaped(text.substring(0, start)),
        escaped(text.substring(start, end)),
        escaped(text.substring(end)),
        escaped(mark.label()));
  }

  private void problems(List<Problem> problems, PrintWriter out) {
    if (problems.isEmpty()) {
      return;
    }
    out.println("<section>\n<h2>Not analysed</h2>\n<ul>");
    for (Problem problem : problems) {
      String line = problem.line() > 0 ? ":" + problem.line() : "";
      String place = Paths.relative(base, problem.path()) + line;
      out.printf("<li>%s: %s</li>%n", escaped(place), escaped(problem.message()));
    }
    out.println("</ul>\n</section>");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** As text of HTML that is ASCII, whatever the encoding of the output. */
  private static String escaped(String text) {
    var html = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (c > '~' || "&<>\"'".indexOf(c) >= 0) {
            html.append("&#").append(c).append(';');
          } else {
            html.appendCodePoint(c);
          }
        });
    return html.toString();
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new AssertionError("the resource report.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
