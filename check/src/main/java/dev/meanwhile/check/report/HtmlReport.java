package dev.meanwhile.check.report;

import static dev.meanwhile.check.report.HtmlText.escaped;
import static java.util.Objects.requireNonNull;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.profile.Profile;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One page of HTML, by rule and file, with the code and the waits of each finding. It holds
 * everything it needs and its policy forbids it to load anything, so that it can be mailed,
 * archived and printed.
 *
 * @param base what the names of files are relative to
 * @param profile what was measured
 */
public record HtmlReport(Path base, Profile profile) implements ReportWriter {
  /** A report without measured times. */
  public HtmlReport(Path base) {
    this(base, Profile.NONE);
  }

  private static final int COSTLIEST = 20;

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
    IdentityHashMap<Finding, String> ids = ids(report.findings());
    summary(report, byRule, out);
    costliest(ids, out);
    byRule.forEach((rule, findings) -> rule(rule, findings, ids, out));
    problems(report.problems(), out);
    out.println("</body>\n</html>");
  }

  private static void summary(Report report, Map<String, List<Finding>> byRule, PrintWriter out) {
    out.printf("<h1>%s</h1>%n", Words.counted(report.findings().size(), "finding"));
    out.printf(
        "<p class=\"quiet\">in %s, %s; %d suppressed</p>%n<table>%n",
        Words.counted(report.coverage().files(), "file"),
        Words.counted(report.coverage().lines(), "line"),
        report.suppressed().size());
    byRule.forEach((rule, findings) ->
        out.printf(
            "<tr><td>%d</td><td><a href=\"#%s\">%s</a></td><td>%s</td></tr>%n",
            findings.size(), rule, rule, escaped(title(rule))));
    out.println("</table>");
  }

  private static IdentityHashMap<Finding, String> ids(List<Finding> findings) {
    var ids = new IdentityHashMap<Finding, String>();
    findings.forEach(finding -> ids.put(finding, "finding-" + (ids.size() + 1)));
    return ids;
  }

  /** What was measured, the largest saving first. */
  private void costliest(IdentityHashMap<Finding, String> ids, PrintWriter out) {
    List<Finding> measured =
        profile.ranked(List.copyOf(ids.keySet())).stream()
            .filter(finding -> profile.of(finding).isPresent())
            .limit(COSTLIEST)
            .toList();
    if (!profile.isGiven()) {
      return;
    }
    out.println("<h2>What was measured</h2>\n<table>");
    for (Finding finding : measured) {
      Measurement cost = profile.of(finding).orElseThrow();
      out.printf(
          "<tr><td>%s</td><td><a href=\"#%s\">%s</a></td><td>%s</td></tr>%n",
          Words.duration(cost.savedNanos() > 0 ? cost.savedNanos() : cost.nanos()),
          ids.get(finding),
          escaped(finding.method().toString()),
          escaped(Words.cost(finding, profile.of(finding)).orElseThrow().text()));
    }
    out.println("</table>");
    if (measured.isEmpty()) {
      out.println("<p>None of these was seen to wait.</p>");
    }
  }

  private static String title(String id) {
    return Rules.all().stream()
        .filter(rule -> rule.id().equals(id))
        .map(Rule::title)
        .findFirst()
        .orElse("");
  }

  private void rule(
      String rule, List<Finding> findings, IdentityHashMap<Finding, String> ids, PrintWriter out) {
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
      ofFile.forEach(each -> HtmlFinding.write(each, profile, requireNonNull(ids.get(each)), out));
    });
    out.println("</section>");
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
