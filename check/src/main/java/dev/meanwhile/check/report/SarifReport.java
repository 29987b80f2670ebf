package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * For code scanning and editors: a SARIF log.
 *
 * <p>Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 *
 * @param base what the names of files are relative to
 */
public record SarifReport(Path base) implements ReportWriter {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public void finished(Report report, PrintWriter out) {
    var log = new LinkedHashMap<String, Object>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run(report, new SarifPlaces(base))));
    out.println(JsonText.of(log));
  }

  private static Map<String, Object> run(Report report, SarifPlaces places) {
    var run = new LinkedHashMap<String, Object>();
    run.put("tool", Map.of("driver", driver()));
    run.put("invocations", List.of(invocation(report.problems(), places)));
    run.put("originalUriBaseIds", places.bases());
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results(report.findings(), places));
    return run;
  }

  private static Map<String, Object> driver() {
    var driver = new LinkedHashMap<String, Object>();
    driver.put("name", "meanwhile check");
    driver.put("rules", Rules.all().stream().map(SarifReport::rule).toList());
    return driver;
  }

  private static Map<String, Object> rule(Rule rule) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", rule.id());
    json.put("shortDescription", text(rule.title()));
    json.put(
        "help",
        text(
            rule.title()
                + ". Each result says why, and what to do. To suppress one, write \"// meanwhile:"
                + " ignore "
                + rule.id()
                + " because …\" on its line or above."));
    json.put("defaultConfiguration", Map.of("level", level(rule.severity())));
    return json;
  }

  private static Map<String, Object> invocation(List<Problem> problems, SarifPlaces places) {
    var json = new LinkedHashMap<String, Object>();
    json.put("executionSuccessful", problems.isEmpty());
    json.put(
        "toolExecutionNotifications",
        problems.stream().map(problem -> notification(problem, places)).toList());
    return json;
  }

  private static Map<String, Object> notification(Problem problem, SarifPlaces places) {
    var json = new LinkedHashMap<String, Object>();
    json.put("level", "error");
    json.put("message", text("not analysed: " + problem.message()));
    if (!problem.path().toString().isEmpty()) {
      json.put("locations", List.of(places.location(problem)));
    }
    return json;
  }

  private static List<Map<String, Object>> results(List<Finding> findings, SarifPlaces places) {
    var equal = new HashMap<String, Integer>();
    var results = new ArrayList<Map<String, Object>>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.of(finding);
      int count = equal.merge(fingerprint, 1, Integer::sum);
      var result = result(finding, places);
      result.put("partialFingerprints", Map.of("meanwhile/v1", fingerprint + ":" + count));
      results.add(result);
    }
    return results;
  }

  private static Map<String, Object> result(Finding finding, SarifPlaces places) {
    var json = new LinkedHashMap<String, Object>();
    json.put("ruleId", finding.rule());
    json.put("level", level(finding.severity()));
    json.put("message", text(Sentences.of(finding)));
    json.put("locations", List.of(places.location(finding.place())));
    json.put("relatedLocations", places.related(finding.marks()));
    json.put("properties", Map.of("confidence", word(finding.confidence())));
    return json;
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  private static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : word(severity);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
