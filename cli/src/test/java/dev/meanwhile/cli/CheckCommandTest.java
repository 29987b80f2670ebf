package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
  private static final String TWO_READS =
      """
      package shop;
      import org.springframework.web.client.RestTemplate;
      class Pages {
        RestTemplate rest;
        String page(String id) {
          String user = rest.getForObject("/users/" + id, String.class);
          String cart = rest.getForObject("/carts/" + id, String.class);
          return user + cart;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void aFindingIsPrintedWithItsCodeAndTheExitCodeIsOne() throws IOException {
    Files.writeString(folder.resolve("Pages.java"), TWO_READS);

    Result checked = Result.of("check", folder.toString());

    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("Pages.java:6:", "independent-waits", "rest.getForObject(\"/carts/\" + id")
        .contains("2 × ~1 round trip → 1", "1 finding in 1 file, 11 lines");
  }

  @Test
  void jsonIsJsonAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("Pages.java"), TWO_READS);

    Result checked = Result.of("check", "--format", "json", folder.toString());

    var findings = JsonMapper.shared().readTree(checked.out()).get("findings");
    assertThat(findings.get(0).get("rule").asString()).isEqualTo("independent-waits");
    assertThat(findings.get(0).get("place").get("line").asInt()).isEqualTo(6);
  }

  @Test
  void annotationsForGithubAreOneLineEach() throws IOException {
    Files.writeString(folder.resolve("Pages.java"), TWO_READS);

    Result checked = Result.of("check", "--format", "github", folder.toString());

    assertThat(checked.out().lines())
        .singleElement()
        .asString()
        .startsWith("::warning file=")
        .contains("Pages.java,line=6,", "title=independent-waits::", "%0Awhy: ");
  }

  @Test
  void nothingFoundIsZero() throws IOException {
    Files.writeString(folder.resolve("Empty.java"), "class Empty {}");

    assertThat(Result.of("check", folder.toString()).exitCode()).isZero();
  }

  @Test
  void aFileThatCannotBeParsedIsNamedAndTheRestGoesOn() throws IOException {
    Files.writeString(folder.resolve("Broken.java"), "class Broken { void f( {");

    Result broken = Result.of("check", folder.toString());
    assertThat(broken.exitCode()).isEqualTo(3);
    assertThat(broken.err()).contains("Broken.java:1: ");

    Files.writeString(folder.resolve("Pages.java"), TWO_READS);
    assertThat(Result.of("check", folder.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void aRuleThatDoesNotExistIsAnErrorOfUse() {
    Result checked = Result.of("check", "--only", "speed", folder.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("there is no rule \"speed\"; allowed: ");
  }

  @Test
  void aNumberOfJobsThatCannotBeIsAnErrorOfUse() {
    Result none = Result.of("check", "--jobs", "0", folder.toString());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("jobs is 0; allowed: 1 or more");

    Result many = Result.of("check", "--jobs", "many", folder.toString());
    assertThat(many.exitCode()).isEqualTo(2);
    assertThat(many.err()).contains("'--jobs'", "'many'");
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    Result checked = Result.of("check", folder.resolve("none").toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("none: there is no such file");
  }

  @Test
  void aConfigurationThatIsWrongIsAnErrorOfUse() throws IOException {
    Files.writeString(folder.resolve("meanwhile-check.yaml"), "rules: {independent-waits: loud}");

    Result checked = Result.of("check", folder.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err())
        .contains("meanwhile-check.yaml: the level of independent-waits is \"loud\"; allowed: off");
  }

  private static final String SWALLOWED =
      """
      class Nap {
        void nap() {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            // nothing
          }
        }
      }
      """;

  @Test
  void aDryRunPrintsTheDiffAndWritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("Nap.java"), SWALLOWED);

    Result dry = Result.of("check", "--dry-run", folder.toString());

    assertThat(dry.exitCode()).isEqualTo(1);
    assertThat(dry.out())
        .startsWith("--- a/")
        .contains("\n+      Thread.currentThread().interrupt();");
    assertThat(dry.err()).contains("1 would be rewritten, 0 left with a reason, 0 for a person");
    assertThat(file).hasContent(SWALLOWED);
  }

  @Test
  void aFixRewritesAndReportsTheRest() throws IOException {
    Path file = Files.writeString(folder.resolve("Nap.java"), SWALLOWED);
    Files.writeString(folder.resolve("Pages.java"), TWO_READS);

    Result fixed = Result.of("check", "--fix", folder.toString());

    assertThat(fixed.exitCode()).isEqualTo(1);
    assertThat(fixed.out()).contains("Pages.java:6:").doesNotContain("swallowed-interrupt");
    assertThat(fixed.err()).contains("1 rewritten, 0 left with a reason, 1 for a person");
    assertThat(file).content().contains("Thread.currentThread().interrupt();");
    Files.delete(folder.resolve("Pages.java"));
    assertThat(Result.of("check", "--fix", folder.toString()).exitCode()).isZero();
  }

  @Test
  void withABaselineOnlyWhatIsNewIsRewritten() throws IOException {
    Path old = Files.writeString(folder.resolve("Nap.java"), SWALLOWED);
    String known = folder.resolve("known.txt").toString();
    Result.of("check", "--write-baseline", known, folder.toString());
    Path added = Files.writeString(folder.resolve("Doze.java"), SWALLOWED.replace("Nap", "Doze"));

    Result fixed = Result.of("check", "--fix", "--baseline", known, folder.toString());

    assertThat(fixed.exitCode()).isZero();
    assertThat(fixed.err()).contains("1 rewritten, 0 left with a reason, 0 for a person");
    assertThat(old).hasContent(SWALLOWED);
    assertThat(added).content().contains("Thread.currentThread().interrupt();");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "--plain : --plain says how --fix rewrites: give --fix or --dry-run",
        "--only lost-catch --skip lost-update : --only and --skip do not go together",
        "--dry-run --format json : --dry-run and --format do not go together",
        "--dry-run --write-baseline known.txt : --dry-run and --write-baseline do not go together",
      })
  void optionsThatDoNotGoTogetherAreAnErrorOfUse(String options, String error) {
    Result checked = Result.of(("check " + options + " " + folder).split(" "));

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains(error);
    assertThat(Path.of("known.txt")).doesNotExist();
  }

  @Test
  void theHelpListsWordsAsTheyAreTyped() {
    assertThat(Result.of("check", "--help").out())
        .containsIgnoringWhitespaces("text, json, sarif, github, html")
        .containsIgnoringWhitespaces("certain, likely or possible");
  }

  @Test
  void withABaselineOnlyWhatIsNewIsReported() throws IOException {
    Files.writeString(folder.resolve("Pages.java"), TWO_READS);
    String known = folder.resolve("known.txt").toString();

    Result written = Result.of("check", "--write-baseline", known, folder.toString());
    assertThat(written.exitCode()).isZero();
    assertThat(written.out()).contains("0 findings in 1 file").doesNotContain("Pages.java:");
    assertThat(Result.of("check", "--baseline", known, folder.toString()).exitCode()).isZero();

    Files.writeString(folder.resolve("More.java"), TWO_READS.replace("Pages", "More"));
    Result more = Result.of("check", "--baseline", known, folder.toString());
    assertThat(more.exitCode()).isEqualTo(1);
    assertThat(more.out()).contains("More.java:6:", "1 finding in 2").doesNotContain("Pages.java:");
  }

  @Test
  void aBaselineThatCannotBeReadIsAnErrorOfUse() throws IOException {
    String known = folder.resolve("known.txt").toString();

    Result missing = Result.of("check", "--baseline", known, folder.toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("known.txt: there is no such file");

    Files.writeString(Path.of(known), "[]");
    Result wrong = Result.of("check", "--baseline", known, folder.toString());
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("known.txt:1: no baseline");
  }
}
