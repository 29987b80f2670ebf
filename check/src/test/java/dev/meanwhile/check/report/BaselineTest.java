package dev.meanwhile.check.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  @TempDir private Path folder;

  private Baseline rewritten(Finding... findings) throws IOException {
    Path file = folder.resolve("known.txt");
    Baseline.of(List.of(findings)).write(file);
    return Baseline.read(file);
  }

  private static List<Finding> news(Baseline baseline, Finding... findings) {
    return List.of(findings).stream().filter(baseline.news()).toList();
  }

  @Test
  void aFindingThatWasThereIsKnownAlsoInAnotherLineAndFolder() throws IOException {
    Finding moved = Samples.finding("elsewhere/Pages.java", "\n\n" + Samples.CODE);

    assertThat(news(rewritten(Samples.finding()), moved)).isEmpty();
  }

  @Test
  void otherCodeAndOtherFilesAreNew() throws IOException {
    Finding changed = Samples.finding("src/Pages.java", Samples.CODE.replace("String c", "var c"));
    Finding other = Samples.finding("src/Other.java", Samples.CODE);

    assertThat(news(rewritten(Samples.finding()), changed, other)).containsExactly(changed, other);
  }

  @Test
  void ofEqualFindingsAsManyAreKnownAsThereWere() throws IOException {
    Baseline twice = rewritten(Samples.finding(), Samples.finding());

    Finding third = Samples.finding();
    assertThat(news(twice, Samples.finding(), Samples.finding())).isEmpty();
    assertThat(news(twice, Samples.finding(), Samples.finding(), third))
        .singleElement()
        .isSameAs(third);
  }

  @Test
  void theFileIsTheSameForTheSameFindingsInAnyOrder() throws IOException {
    Finding other = Samples.finding("src/Other name.java", Samples.CODE);
    Path first = folder.resolve("first.txt");
    Path second = folder.resolve("second.txt");

    Baseline.of(List.of(Samples.finding(), other)).write(first);
    Baseline.of(List.of(other, Samples.finding())).write(second);

    assertThat(first).hasSameTextualContentAs(second);
    assertThat(Files.readAllLines(first).get(1)).startsWith("Other name.java independent-waits ");
    assertThat(news(Baseline.read(first), other, Samples.finding())).isEmpty();
  }

  @Test
  void aFileThatIsNoBaselineIsNamed() throws IOException {
    Path file = folder.resolve("known.txt");
    assertThatThrownBy(() -> Baseline.read(file)).isInstanceOf(NoSuchFileException.class);

    Files.writeString(file, "{}");
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ":1: no baseline");

    rewritten(Samples.finding());
    Files.writeString(file, Files.readString(file) + "<<<<<<< HEAD\n");
    assertThatThrownBy(() -> Baseline.read(file))
        .hasMessage(file + ":3: \"<<<<<<< HEAD\"; allowed: FILE RULE FINGERPRINT COUNT");

    assertThatThrownBy(() -> Baseline.read(folder))
        .hasMessage(folder + ": this baseline cannot be read");
  }
}
