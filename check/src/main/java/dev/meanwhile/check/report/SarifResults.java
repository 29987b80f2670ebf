package dev.meanwhile.check.report;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.Suppressed;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings as results of SARIF. */
final class SarifResults {
  /** The rank of what was measured begins where that of the surest guess ends. */
  private static final double MEASURED = 50;

  private final SarifPlaces places;
  private final Profile profile;
  private final boolean isWithSuppressed;
  private final Map<String, Integer> equal = new HashMap<>();
  private final long mostSaved;

  private SarifResults(
      Report report, SarifPlaces places, Profile profile, boolean isWithSuppressed) {
    this.places = places;
    this.profile = profile;
    this.isWithSuppressed = isWithSuppressed;
    mostSaved =
        report.findings().stream()
            .flatMap(finding -> profile.of(finding).stream())
            .mapToLong(Measurement::savedNanos)
            .max()
            .orElse(0);
  }

  static List<Map<String, Object>> of(Report report, SarifPlaces places, Profile profile) {
    return new SarifResults(report, places, profile, false).results(report, List.of());
  }

  /** The same, and what is suppressed behind it. */
  static List<Map<String, Object>> withSuppressed(
      Report report, SarifPlaces places, Profile profile) {
    return new SarifResults(report, places, profile, true).results(report, report.suppressed());
  }

  private List<Map<String, Object>> results(Report report, List<Suppressed> suppressed) {
    var results = new ArrayList<Map<String, Object>>();
    report.findings().forEach(finding -> results.add(result(finding, List.of())));
    suppressed.forEach(each -> results.add(result(each.finding(), List.of(suppression(each)))));
    return results;
  }

  private Map<String, Object> result(Finding finding, List<Map<String, Object>> suppressions) {
    String fingerprint = Fingerprint.of(finding);
    int count = equal.merge(fingerprint, 1, Integer::sum);
    var json = new LinkedHashMap<String, Object>();
    json.put("ruleId", finding.rule());
    json.put("ruleIndex", SarifRules.index(finding.rule()));
    json.put("level", level(finding.severity()));
    json.put("message", text(Sentences.of(finding, profile)));
    json.put("locations", List.of(places.location(finding)));
    json.put("relatedLocations", places.related(finding.marks()));
    json.put("partialFingerprints", Map.of("meanwhile/v1", fingerprint + ":" + count));
    json.put("rank", rank(finding));
    if (isWithSuppressed) { // all results say so, or none
      json.put("suppressions", suppressions);
    }
    rewrite(finding).ifPresent(fix -> json.put("fixes", List.of(fix(finding, fix))));
    json.put("properties", properties(finding));
    return json;
  }

  private static Map<String, Object> suppression(Suppressed suppressed) {
    var json = new LinkedHashMap<String, Object>();
    json.put("kind", suppressed.kind() == Suppressed.Kind.IN_SOURCE ? "inSource" : "external");
    if (!suppressed.because().isEmpty()) {
      json.put("justification", suppressed.because());
    }
    return json;
  }

  private static Optional<Fix> rewrite(Finding finding) {
    return finding.fix().filter(_ -> finding.answer() == Answer.AUTO);
  }

  private Map<String, Object> fix(Finding finding, Fix fix) {
    var json = new LinkedHashMap<String, Object>();
    json.put("description", text(fix.title()));
    json.put("artifactChanges", List.of(places.change(finding.place().file(), fix)));
    return json;
  }

  /** By what was measured; where nothing was, by how sure it is. */
  private double rank(Finding finding) {
    Optional<Measurement> measured = profile.of(finding);
    if (measured.isPresent()) {
      double share = measured.get().savedNanos() / (double) Math.max(1, mostSaved);
      return MEASURED + Math.round(share * MEASURED * 10) / 10.0;
    }
    return switch (finding.confidence()) {
      case CERTAIN -> MEASURED - 10;
      case LIKELY -> MEASURED - 20;
      case POSSIBLE -> MEASURED - 40;
    };
  }

  private Map<String, Object> properties(Finding finding) {
    var json = new LinkedHashMap<String, Object>();
    json.put("confidence", Words.word(finding.confidence()));
    profile.of(finding).ifPresent(measured -> json.put("measured", JsonParts.of(measured)));
    return json;
  }

  static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }

  static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : Words.word(severity);
  }
}
