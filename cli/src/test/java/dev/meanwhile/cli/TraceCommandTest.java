package dev.meanwhile.cli;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.TraceFile;
import dev.meanwhile.trace.TraceFolder;
import dev.meanwhile.trace.Tracing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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
  void aFolderWithoutTracesIsSaidSo() {
    Result shown = Result.of("trace", "show", folder.toString());

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.err().lines()).hasSize(1);
    assertThat(shown.err()).contains("there are no traces in this folder");
  }

  @Nested
  class OfSeveralRuns {
    @BeforeEach
    void trace() throws Exception {
      try (var _ = Tracing.to(folder).start()) {
        for (int i = 0; i < 12; i++) {
          String name = "run " + i;
          Recorder nobody = new Recorder(1);
          nobody.watch(name, () -> all(named("user", () -> 1), named("org", () -> 2), List::of));
        }
      }
    }

    @Test
    void allAreDrawnUpToAsManyAsAreWanted() {
      Result shown = Result.of("trace", "show", "--most", "12", folder.toString());

      assertThat(shown.err()).isEmpty();
      assertThat(shown.out().lines().filter(line -> line.startsWith("run ")))
          .hasSize(12)
          .startsWith("run 0", "run 1");
    }

    @Test
    void theSlowestAreDrawnAndTheOthersCounted() throws Exception {
      Path traces = TraceFolder.files(folder).getFirst();

      Result shown = Result.of("trace", "show", traces.toString());

      assertThat(shown.exitCode()).isZero();
      assertThat(shown.out().lines().filter(line -> line.startsWith("run "))).hasSize(10);
      assertThat(shown.err())
          .isEqualTo("meanwhile: 2 faster runs are not drawn; --most 12 draws all\n");
      assertThat(Result.of("trace", "show", "--most", "0", traces.toString()).err())
          .contains("--most is 0; allowed: 1 or more");
    }

    @Test
    void whatIsCutOffOrDroppedIsSaid() throws Exception {
      String head =
          """
          {"type":"run","format":1,"run":1,"name":"much","began":null,"dropped":0}
          {"type":"run-began","run":1,"at":0,"task":1,"name":"much","wall":"2026-11-21T00:00:00Z"}
          {"type":"dropped","run":1,"dropped":12}
          """;
      Path cut = Files.writeString(folder.resolve("cut.jsonl"), head + "{\"type\":\"ta");

      assertThat(Result.of("trace", "show", cut.toString()).out())
          .contains("12 events dropped")
          .contains("the file breaks off in the middle of a line");
    }
  }
}
