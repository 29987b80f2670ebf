package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.profile.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * For GitHub Actions: a workflow command per finding, which GitHub shows at the line in the pull
 * request.
 *
 * <p>Source: GitHub's "Workflow commands for GitHub Actions".
 *
 * @param base what the names of files are relative to: the root of the repository
 * @param profile what was measured
 */
public record GithubReport(Path base, Profile profile) implements ReportWriter {
  /** A report without measured times. */
  public GithubReport(Path base) {
    this(base, Profile.NONE);
  }

  @Override
  public void finished(Report report, PrintWriter out) {
    worstFirst(report.findings()).forEach(finding -> out.println(command(finding)));
    report.problems().forEach(problem -> out.println(command(problem)));
  }

  /** GitHub shows the first ten of a level. Sorts are stable: the last one decides first. */
  private List<Finding> worstFirst(List<Finding> findings) {
    List<Finding> surestFirst =
        findings.stream().sorted(Comparator.comparing(Finding::confidence)).toList();
    return profile.ranked(surestFirst).stream()
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .toList();
  }

  private String command(Finding finding) {
    Place place = finding.place();
    return "::%s file=%s,line=%d,col=%d,title=%s::%s"
        .formatted(
            command(finding.severity()),
            property(Paths.relative(base, place.path())),
            place.line(),
            place.column(),
            property(finding.rule()),
            data(Sentences.of(finding, profile)));
  }

  private String command(Problem problem) {
    String file = property(Paths.relative(base, problem.path()));
    String place = file.isEmpty() ? "" : "file=" + file + ",";
    String line = problem.line() > 0 ? "line=" + problem.line() + "," : "";
    return "::warning " + place + line + "title=not analysed::" + data(problem.message());
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case INFO -> "notice";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
