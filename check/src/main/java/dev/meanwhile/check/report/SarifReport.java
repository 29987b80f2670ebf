package dev.meanwhile.check.report;

import dev.meanwhile.check.Problem;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.profile.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For code scanning and editors: a SARIF log.
 *
 * <p>Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 *
 * @param base what the names of files are relative to
 * @param version the version of the tool
 * @param profile what was measured
 * @param unwanted what becomes of suppressed findings
 */
public record SarifReport(Path base, String version, Profile profile, Unwanted unwanted)
    implements ReportWriter {
  /** What becomes of suppressed findings. */
  public enum Unwanted {
    /** There are no results for them: GitHub would show them as any other. */
    LEFT_OUT,
    /** They are results with a suppression, which says where and why. */
    LISTED
  }

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** A report without measured times, and without what is suppressed. */
  public SarifReport(Path base, String version) {
    this(base, version, Profile.NONE, Unwanted.LEFT_OUT);
  }

  @Override
  public void finished(Report report, PrintWriter out) {
    var log = new LinkedHashMap<String, Object>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run(report, new SarifPlaces(base))));
    out.println(JsonText.of(log));
  }

  private Map<String, Object> run(Report report, SarifPlaces places) {
    var run = new LinkedHashMap<String, Object>();
    run.put("tool", Map.of("driver", driver()));
    run.put("invocations", List.of(invocation(report.problems(), places)));
    run.put("originalUriBaseIds", places.bases());
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results(report, places));
    return run;
  }

  private List<Map<String, Object>> results(Report report, SarifPlaces places) {
    return switch (unwanted) {
      case LEFT_OUT -> SarifResults.of(report, places, profile);
      case LISTED -> SarifResults.withSuppressed(report, places, profile);
    };
  }

  private Map<String, Object> driver() {
    var driver = new LinkedHashMap<String, Object>();
    driver.put("name", "meanwhile check");
    driver.put("version", version);
    driver.put("rules", SarifRules.all());
    return driver;
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
    json.put("message", SarifResults.text("not analysed: " + problem.message()));
    if (!problem.path().toString().isEmpty()) {
      json.put("locations", List.of(places.location(problem)));
    }
    return json;
  }
}
