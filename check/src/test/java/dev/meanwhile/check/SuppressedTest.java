package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressedTest {
  @TempDir private Path folder;

  private Report check(String annotation, String comment) throws IOException {
    Files.writeString(
        folder.resolve("Nap.java"),
        """
        class Nap {
          %s
          void nap() {
            try {
              Thread.sleep(10);
              %s
            } catch (InterruptedException e) {
              // nothing
            }
          }
        }
        """
            .formatted(annotation, comment));
    return Checker.check(CheckOptions.of(folder), CheckListener.NONE);
  }

  @Test
  void aFindingKnowsItsMethod() throws IOException {
    MethodPlace method = check("", "").findings().getFirst().method();

    assertThat(method).hasToString("Nap.nap");
    assertThat(method.place().line()).isEqualTo(3);
    assertThat(method.place().endLine()).isEqualTo(10);
  }

  @Test
  void aCommentIsKeptWithItsReason() throws IOException {
    Report report = check("", "// meanwhile: ignore swallowed-interrupt because the loop ends");

    assertThat(report.findings()).isEmpty();
    assertThat(report.suppressed())
        .singleElement()
        .satisfies(suppressed -> {
          assertThat(suppressed.kind()).isEqualTo(Suppressed.Kind.IN_SOURCE);
          assertThat(suppressed.because()).isEqualTo("the loop ends");
        });
  }

  @Test
  void anAnnotationGivesNoReason() throws IOException {
    Report report = check("@SuppressWarnings(\"meanwhile:swallowed-interrupt\")", "");

    assertThat(report.findings()).isEmpty();
    assertThat(report.suppressed())
        .singleElement()
        .satisfies(suppressed -> {
          assertThat(suppressed.kind()).isEqualTo(Suppressed.Kind.IN_SOURCE);
          assertThat(suppressed.because()).isEmpty();
          assertThat(suppressed.finding().rule()).isEqualTo("swallowed-interrupt");
        });
  }
}
