package dev.meanwhile.trace.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlTimelineTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @Test
  void thePageHoldsTheTimeline(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("page.html");
    try (var out = Files.newBufferedWriter(file)) {
      new HtmlTimeline().write(Samples.everything(), out);
    }
    JsonNode data = data(Files.readString(file));

    assertThat(data.path("to").asLong()).isEqualTo(210_000_000);
    assertThat(data.path("rows")).hasSize(6);
    assertThat(data.path("rows").get(2).path("segments").get(1))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"kind":"waiting","words":"waited for a result","from":5000000,"to":80000000,
                    "critical":false,"releasedBy":"2","on":["2"]}
                    """));
    assertThat(data.path("rows").get(5).path("cancelAsked").asLong()).isEqualTo(60_000_000);
    assertThat(data.path("shares").get(0).path("name").asString()).isEqualTo("team");
  }

  @Test
  void aNameCannotEndTheScriptOrTheTitle() throws Exception {
    String evil = "</script><script>alert(1)</script><!-- & \u2028";
    String page = page(evil);

    assertThat(page).doesNotContain("alert(1)</script>", "<!--").contains("&lt;/script&gt;");
    assertThat(data(page).path("name").asString()).isEqualTo(evil);
  }

  @Test
  void nothingIsLoadedFromAnywhere() throws Exception {
    String page = page("run");

    assertThat(page).contains("default-src 'none'").doesNotContain("http://", "https://", "src=");
    assertThat(page).doesNotContain("@import", "url(", "<link", "innerHTML");
  }

  @Test
  void itIsForLightDarkNarrowAndPaper() throws Exception {
    assertThat(page("run"))
        .contains("prefers-color-scheme: dark", "max-width: 720px", "@media print")
        .contains("<noscript>", "lang=\"en\"", "charset=\"utf-8\"");
  }

  @Test
  void theScriptFindsEveryElementThatItAsksFor() throws Exception {
    String page = page("run");
    List<String> asked =
        Pattern.compile("\\$\\(\"(\\w+)\"\\)")
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .distinct()
            .toList();

    assertThat(asked).contains("rows", "axis", "details", "whole");
    assertThat(asked).allSatisfy(id -> assertThat(page).containsOnlyOnce("id=\"" + id + "\""));
  }

  private static String page(String name) throws Exception {
    return Samples.text(new HtmlTimeline(), Samples.named(name));
  }

  private static JsonNode data(String page) {
    var matcher = DATA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return new JsonMapper().readTree(matcher.group(1));
  }
}
