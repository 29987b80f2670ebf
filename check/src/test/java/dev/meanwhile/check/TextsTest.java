package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.fix.Fixer;
import dev.meanwhile.check.fix.Rewrites;
import dev.meanwhile.check.fix.Rewrites.ChangedFile;
import dev.meanwhile.check.fix.Style;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor does that holds its texts in memory. */
class TextsTest {
  private static final SourceText NAP =
      text(
          "src/test/java/shop/Nap with space.java",
          """
          package shop;
          class Nap {
            void nap() {
              try {
                Thread.sleep(10);
              } catch (InterruptedException e) {
                // nothing
              }
            }
          }
          """);

  private static SourceText text(String path, String text) {
    return new SourceText(Path.of(path), text);
  }

  private static Report check(SourceText... texts) throws IOException {
    return Checker.check(List.of(texts), CheckOptions.of(), CheckListener.NONE);
  }

  private static Rewrites rewrites(SourceText... texts) throws IOException {
    return Fixer.planTexts(
        List.of(texts), check(texts).findings(), CheckOptions.of(), List.of(), Style.VERBS);
  }

  @Test
  void findingsHavePlacesInTheTextsThatNeedNotBeFiles() throws IOException {
    Report report = check(NAP);

    assertThat(report.problems()).isEmpty();
    assertThat(report.findings())
        .singleElement()
        .satisfies(finding -> {
          Place place = finding.place();
          assertThat(place.path()).isEqualTo(NAP.path());
          assertThat(place.line()).isEqualTo(6);
          assertThat(place.column()).isEqualTo(7);
          assertThat(place.endLine()).isEqualTo(6);
          assertThat(place.text()).isEqualTo("catch (InterruptedException e)");
        });
  }

  @Test
  void textsKnowEachOther() throws IOException {
    SourceText service =
        text(
            "Users.java",
            """
            import org.springframework.web.client.RestTemplate;
            class Users {
              RestTemplate rest;
              String user(int id) { return rest.getForObject("/users/" + id, String.class); }
            }
            """);
    SourceText page =
        text(
            "Page.java",
            """
            class Page {
              String page(Users users) {
                String one = users.user(1);
                String two = users.user(2);
                return one + two;
              }
            }
            """);

    assertThat(check(page).findings()).isEmpty();
    assertThat(check(page, service).findings())
        .filteredOn(finding -> finding.rule().equals("independent-waits"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.place().path()).isEqualTo(page.path()));
  }

  @Test
  void textsOfTheSameClassInDifferentFoldersAreBothChecked() throws IOException {
    Report report = check(text("a/shop/Nap.java", NAP.text()), text("b/shop/Nap.java", NAP.text()));

    assertThat(report.findings())
        .extracting(finding -> finding.place().path().getName(0).toString())
        .containsExactly("a", "b");
  }

  @Test
  void nothingIsKeptOfThem(@TempDir Path cache) throws IOException {
    var options = CheckOptions.of().withCache(cache);

    Report report = Checker.check(List.of(NAP), options, CheckListener.NONE);

    assertThat(report.findings()).hasSize(1);
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aTextThatCannotBeParsedIsNamedAndTheOthersAreChecked() throws IOException {
    Report report = check(text("Broken.java", "class Broken { void f( {"), NAP);

    assertThat(report.problems()).extracting(Problem::path).containsExactly(Path.of("Broken.java"));
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void theRewriteComesAsEditsAndNothingIsWritten() throws IOException {
    Rewrites rewrites = rewrites(NAP);

    assertThat(rewrites.left()).isEmpty();
    assertThat(rewrites.files())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.path()).isEqualTo(NAP.path());
          assertThat(file.after()).contains("Thread.currentThread().interrupt();");
          assertThat(applied(file)).isEqualTo(file.after());
        });
    assertThat(Files.exists(NAP.path())).isFalse();
  }

  /** What an editor makes of the edits: from the last to the first, so that offsets stay right. */
  private static String applied(ChangedFile file) {
    var text = new StringBuilder(file.before());
    for (TextEdit edit : file.edits().reversed()) {
      text.replace(edit.span().start(), edit.span().end(), edit.replacement());
    }
    return text.toString();
  }
}
