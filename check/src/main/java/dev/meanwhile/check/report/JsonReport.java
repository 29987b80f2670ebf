package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.profile.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * For programs: all of the report as JSON.
 *
 * @param base what the names of files are relative to
 * @param profile what was measured
 */
public record JsonReport(Path base, Profile profile) implements ReportWriter {
  /** A report without measured times. */
  public JsonReport(Path base) {
    this(base, Profile.NONE);
  }

  @Override
  public void finished(Report report, PrintWriter out) {
    var json = new LinkedHashMap<String, Object>();
    json.put("findings", report.findings().stream().map(this::finding).toList());
    json.put("problems", report.problems().stream().map(this::problem).toList());
    json.put("suppressed", report.suppressed().size());
    json.put("coverage", coverage(report.coverage()));
    out.println(JsonText.of(json));
  }

  private Map<String, Object> finding(Finding finding) {
    var json = new LinkedHashMap<String, Object>();
    json.put("rule", finding.rule());
    json.put("severity", Words.word(finding.severity()));
    json.put("confidence", Words.word(finding.confidence()));
    json.put("answer", Words.word(finding.answer()));
    json.put("method", finding.method().toString());
    json.put("place", place(finding.place()));
    json.put("message", finding.message());
    json.put("advice", finding.advice());
    json.put("reasons", finding.reasons());
    finding.saving().ifPresent(saving -> json.put("saving", saving(saving)));
    profile.of(finding).ifPresent(measured -> json.put("measured", JsonParts.of(measured)));
    json.put("marks", finding.marks().stream().map(this::mark).toList());
    return json;
  }

  private static Map<String, Object> saving(Finding.Saving saving) {
    var json = new LinkedHashMap<String, Object>();
    json.put("waits", saving.waits());
    json.put("steps", saving.steps());
    json.put("atOnce", saving.atOnce());
    return json;
  }

  private Map<String, Object> mark(Finding.Mark mark) {
    var json = place(mark.place());
    json.put("label", mark.label());
    json.put("step", mark.step());
    return json;
  }

  private Map<String, Object> place(Place place) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", Paths.relative(base, place.path()));
    json.put("line", place.line());
    json.put("column", place.column());
    json.put("endLine", place.endLine());
    json.put("endColumn", place.endColumn());
    return json;
  }

  private Map<String, Object> problem(Problem problem) {
    var json = new LinkedHashMap<String, Object>();
    json.put("file", Paths.relative(base, problem.path()));
    json.put("line", problem.line());
    json.put("message", problem.message());
    return json;
  }

  private static Map<String, Object> coverage(Report.Coverage coverage) {
    var json = new LinkedHashMap<String, Object>();
    json.put("files", coverage.files());
    json.put("lines", coverage.lines());
    json.put("calls", coverage.calls());
    json.put("typedCalls", coverage.typed());
    return json;
  }
}
