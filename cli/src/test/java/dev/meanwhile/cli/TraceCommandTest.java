package dev.meanwhile.cli;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void record() throws Exception {
    var recorder = new Recorder();
    recorder.watch("page", () -> all(named("user", () -> 1), named("org", () -> 2), Integer::sum));
    file = folder.resolve("page.jsonl");
    TraceFile.write(file, recorder.runs().getFirst());
  }

  @Test
  void aTraceFileIsDrawn() {
    Result shown = Result.of("trace", "show", file.toString());

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).startsWith("page\n").contains("user", "org", "peak in flight");
  }

  @Test
  void theDrawingFollowsTheOptions() {
    Result shown =
        Result.of("trace", "show", "--ascii", "--color=never", "--width", "60", file.toString());

    assertThat(shown.out().lines()).allMatch(line -> line.length() <= 60);
    assertThat(shown.out().chars()).allMatch(c -> c < 127);
    assertThat(Result.of("trace", "show", "--color=always", file.toString()).out())
        .contains("\033[");
  }

  @Test
  void severalFilesAreDrawnBelowEachOther() {
    Result shown = Result.of("trace", "show", file.toString(), file.toString());

    assertThat(shown.out().lines().filter("page"::equals)).hasSize(2);
  }

  @Test
  void aPictureCanBeDrawn() throws Exception {
    Path picture = folder.resolve("page.svg");

    Result drawn = Result.of("trace", "show", "--svg", picture.toString(), file.toString());

    assertThat(drawn.exitCode()).isZero();
    assertThat(drawn.out()).isEmpty();
    assertThat(picture).content().startsWith("<svg").contains(">user<");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    Result shown = Result.of("trace", "show", folder.resolve("none.jsonl").toString());

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.err().lines()).hasSize(1);
    assertThat(shown.err()).contains("none.jsonl").contains("there is no such file");
  }

  @Test
  void aFileThatIsNoTraceIsNamedWithTheLine() throws Exception {
    Path other = Files.writeString(folder.resolve("other.txt"), "hello\n");

    Result shown = Result.of("trace", "show", other.toString());

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.err().lines()).hasSize(1);
    assertThat(shown.err()).contains("other.txt, line 1: not JSON");
  }

  @Test
  void aFolderIsNoTrace() {
    Result shown = Result.of("trace", "show", folder.toString());

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.err().lines()).hasSize(1);
  }
}
