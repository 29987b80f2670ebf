package dev.meanwhile.cli;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TraceAnalysisTest {
  @TempDir Path folder;
  private String file = "";

  @BeforeEach
  void record() throws Exception {
    var recorder = new Recorder();
    recorder.watch("page", () -> all(named("user", () -> 1), named("org", () -> 2), Integer::sum));
    Path path = folder.resolve("page.jsonl");
    TraceFile.write(path, recorder.runs().getFirst());
    file = path.toString();
  }

  @Nested
  class Critical {
    @Test
    void whatDecidedTheLatencyIsText() {
      Result said = Result.of("trace", "critical", file);

      assertThat(said.exitCode()).isZero();
      assertThat(said.out()).startsWith("page took ").contains(" of it:\n");
    }

    @Test
    void orJson() {
      Result said = Result.of("trace", "critical", "--json", file);
      JsonNode json = new JsonMapper().readTree(said.out());

      assertThat(json.path("run").asString()).isEqualTo("page");
      assertThat(nanos(json.path("steps"), step -> step.path("nanos").asLong()))
          .isEqualTo(
              nanos(json.path("pieces"), p -> p.path("to").asLong() - p.path("from").asLong()))
          .isPositive();
    }

    @Test
    void aMissingFileIsSaidSo() {
      Result said = Result.of("trace", "critical", folder.resolve("none.jsonl").toString());

      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.err()).contains("none.jsonl: there is no such file");
    }
  }

  @Nested
  class Export {
    @Test
    void withoutAFileItGoesToTheStandardOutput() {
      assertThat(Result.of("trace", "export", "--to", "mermaid", file).out())
          .startsWith("gantt\n  title page");
      assertThat(Result.of("trace", "export", "--to", "chrome", file).out())
          .startsWith("{\"displayTimeUnit\"");
      assertThat(Result.of("trace", "export", "--to", "otlp", file).out())
          .startsWith("{\"resourceSpans\"")
          .endsWith("}\n");
    }

    @Test
    void aFileIsWritten() {
      Path page = folder.resolve("page.html");

      Result written = Result.of("trace", "export", "--to=html", file, "-o", page.toString());

      assertThat(written.exitCode()).isZero();
      assertThat(written.out()).isEmpty();
      assertThat(page).content().startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void theTraceItselfIsNotOverwritten() throws Exception {
      String before = Files.readString(Path.of(file));

      Result refused = Result.of("trace", "export", "--to=html", file, "-o", file);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("page.jsonl, the trace itself");
      assertThat(Path.of(file)).content().isEqualTo(before);
    }

    @Test
    void anUnknownFormatIsSaidWithTheKnownOnes() {
      Result refused = Result.of("trace", "export", "--to", "pdf", file);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("pdf", "chrome, html, mermaid, otlp");
    }

    @Test
    void aFormatIsNeeded() {
      Result refused = Result.of("trace", "export", file);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("--to");
    }

    @Test
    void aFolderThatIsNotThereIsSaidSo() {
      Path page = folder.resolve("none").resolve("page.html");

      Result failed = Result.of("trace", "export", "--to=html", file, "-o", page.toString());

      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.err().lines()).hasSize(1);
    }

    @Test
    void theHelpNamesTheFormats() {
      assertThat(Result.of("trace", "export", "--help").out())
          .contains("--to", "Perfetto", "mermaid  a Gantt chart", "otlp     spans");
    }
  }

  @Test
  void twoRunsAreCompared() {
    Result compared = Result.of("trace", "diff", "--ascii", file, file);

    assertThat(compared.exitCode()).isZero();
    assertThat(compared.out()).startsWith("page -> page\n").contains("user", "org", "+0 us");
  }

  @Test
  void oneRunCannotBeCompared() {
    assertThat(Result.of("trace", "diff", file).exitCode()).isEqualTo(2);
  }

  private static long nanos(JsonNode list, ToLongFunction<JsonNode> nanos) {
    return list.valueStream().mapToLong(nanos).sum();
  }
}
