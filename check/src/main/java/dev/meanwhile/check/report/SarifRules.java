package dev.meanwhile.check.report;

import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules as SARIF describes them, each with its page of the documentation. */
final class SarifRules {
  private static final List<String> IDS = Rules.all().stream().map(Rule::id).toList();

  private SarifRules() {}

  static List<Map<String, Object>> all() {
    return Rules.all().stream().map(SarifRules::rule).toList();
  }

  /** Where a rule is among all. */
  static int index(String id) {
    return IDS.indexOf(id);
  }

  private static Map<String, Object> rule(Rule rule) {
    String page = page(rule.id());
    var json = new LinkedHashMap<String, Object>();
    json.put("id", rule.id());
    json.put("shortDescription", Map.of("text", rule.title()));
    json.put("help", Map.of("text", page, "markdown", page));
    json.put("defaultConfiguration", Map.of("level", SarifResults.level(rule.severity())));
    return json;
  }

  private static String page(String id) {
    try (InputStream in = SarifRules.class.getResourceAsStream("rules/" + id + ".md")) {
      if (in == null) {
        throw new AssertionError("the page of " + id + " is missing in docs/rules");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
