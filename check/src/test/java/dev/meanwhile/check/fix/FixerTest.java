package dev.meanwhile.check.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixerTest {
  private static final String TWO_READS =
      """
      Page page(long id) throws Exception {
        User user = user(id);
        Org org = org(id);
        return new Page(user, org);
      }
      """;

  @TempDir private Path folder;
  private FixTester fix;

  @BeforeEach
  void begin() {
    fix = new FixTester(folder);
  }

  @Test
  void nothingIsWrittenBeforeThePlanIsApplied() {
    FixTester.write(fix.file(), FixTester.pages(TWO_READS));

    assertThat(fix.plan(Style.VERBS).count()).isEqualTo(1);

    assertThat(fix.read()).isEqualTo(FixTester.pages(TWO_READS));
  }

  @Test
  void aFileThatHasChangedSinceItWasReadIsLeftAlone() throws IOException {
    FixTester.write(fix.file(), FixTester.pages(TWO_READS));
    Rewrites plan = fix.plan(Style.VERBS);
    Files.writeString(fix.file(), "class Pages {}");

    Rewrites done = Fixer.apply(plan);

    assertThat(fix.read()).isEqualTo("class Pages {}");
    assertThat(done.count()).isZero();
    assertThat(done.left().getFirst().reason()).contains("changed since it was read");
  }

  @Test
  void aFileThatIsNotUtf8IsLeftAlone() throws IOException {
    Files.createDirectories(fix.file().getParent());
    byte[] text = FixTester.pages("// Grüße\n" + TWO_READS).getBytes(StandardCharsets.ISO_8859_1);
    Files.write(fix.file(), text);

    Rewrites done = Fixer.apply(fix.plan(Style.VERBS));

    assertThat(done.left().getFirst().reason()).isEqualTo("the file is not UTF-8");
    assertThat(Files.readAllBytes(fix.file())).isEqualTo(text);
  }

  @Test
  void noOtherFileIsLeftBehind() throws IOException {
    fix.rewrite(Style.VERBS, FixTester.pages(TWO_READS));

    try (var files = Files.list(fix.file().getParent())) {
      assertThat(files).containsExactly(fix.file());
    }
  }

  @Test
  void aModuleThatDoesNotRequireTheVerbsIsLeftAlone() {
    FixTester.write(folder.resolve("module-info.java"), "module shop { requires java.sql; }");

    assertThat(fix.leaves(Style.VERBS, TWO_READS)).contains("does not require dev.meanwhile");
  }

  @Test
  void anErrorElsewhereInTheFileHidesNothing() {
    String missing = "\nvoid other(com.missing.Part part) {\n  part.go();\n}\n";
    assertThat(fix.rewrite(Style.VERBS, FixTester.pages(TWO_READS + missing)).count()).isEqualTo(1);

    String caller =
        """

        Page first() throws SQLException {
          return page(1);
        }
        """;
    String narrow = TWO_READS.replace("throws Exception", "throws SQLException");
    Rewrites done = fix.rewrite(Style.VERBS, FixTester.pages(narrow + missing + caller));

    assertThat(done.left().getFirst().reason()).contains("InterruptedException");
  }

  @Test
  void oneThatTheCompilerMindsDoesNotKeepTheOthersBack() {
    String other =
        """
        Page other(long id) throws Exception {
          id++;
          User user = user(id);
          Org org = org(id);
          return new Page(user, org);
        }
        """;

    Rewrites done = fix.rewrite(Style.VERBS, FixTester.pages(other + TWO_READS));

    assertThat(done.count()).isEqualTo(1);
    assertThat(done.left()).hasSize(1);
    assertThat(fix.read()).contains("Page page(long id) throws Exception {\n    return all(");
  }

  @Test
  void anotherRuleGoesTheSameWay() {
    String before =
        """
        void rest() {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            // nothing
          }
        }
        """;

    fix.rewrite(Style.PLAIN, FixTester.pages(before));

    assertThat(fix.read())
        .isEqualTo(
            FixTester.pages(
                before.replace(
                    "    // nothing", "    Thread.currentThread().interrupt();\n    // nothing")));
  }
}
