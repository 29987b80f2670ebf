package dev.meanwhile.cli;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Task;
import dev.meanwhile.testing.VirtualTime;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.TraceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TraceWhatIfTest {
  private static final Task<Integer, RuntimeException> USER = call("user", 200);
  private static final Task<Integer, RuntimeException> ORG = call("org", 180);

  @TempDir Path folder;
  private String byHand = "";
  private String parallel = "";

  @BeforeEach
  void record() throws Exception {
    byHand = recorded("by-hand", () -> all(List.of(USER)).size() + all(List.of(ORG)).size());
    parallel = recorded("parallel", () -> all(USER, ORG, Integer::sum));
  }

  @Test
  void withoutAChangeTheBestOnesAreRanked() {
    Result ranked = whatIf(byHand);

    assertThat(ranked.exitCode()).isZero();
    assertThat(ranked.out())
        .startsWith("test took 380 ms\n")
        .contains("-47 %  up to 380 ms -> 200 ms if these 2 are independent: user, org\n");
  }

  @Test
  void exactlyTheChangesThatAreAskedForAreMade() {
    assertThat(whatIf(byHand, "--independent", "user,org", "--faster", "user=2x").out())
        .contains("possible: up to 380 ms -> 180 ms");
    assertThat(whatIf(byHand, "--faster", "org=50ms").out()).contains("exact: 380 ms -> 250 ms");
    assertThat(whatIf(byHand, "--no-retries").out()).contains("380 ms -> 380 ms  (+0 %)");
  }

  @Test
  void thePredictionIsComparedWithTheRunInWhichTheChangeWasMade() {
    assertThat(whatIf(byHand, "--against", parallel).out())
        .endsWith(
            "test was measured: 200 ms\n"
                + "  predicted from the other run:          200 ms (+0.0 %)\n"
                + "  with the times that its calls took:    200 ms (+0.0 %)\n");
  }

  @Test
  void bothTimelinesAreDrawn() {
    String drawn = whatIf(byHand, "--timeline", "--width", "80").out();

    assertThat(drawn.lines().filter(line -> line.contains(" wall "))).hasSize(2);
    assertThat(drawn).contains("wall 380 ms", "wall 200 ms");
  }

  @Test
  void orJson() {
    JsonNode ranked = new JsonMapper().readTree(whatIf(byHand, "--json").out());
    JsonNode asked =
        new JsonMapper().readTree(whatIf(byHand, "--json", "--independent", "*").out());

    assertThat(ranked.path("measured").asLong()).isEqualTo(380_000_000);
    assertThat(ranked.path("suggestions").path(0).path("tasks").size()).isEqualTo(2);
    assertThat(asked.path("best").asLong()).isEqualTo(200_000_000);
    assertThat(asked.path("worst").asLong()).isEqualTo(380_000_000);
    assertThat(asked.path("isExact").asBoolean()).isFalse();
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithOneThatIs() {
    Result refused = whatIf(byHand, "--faster", "usr=2x");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("there is no task \"usr\"; near: user");
  }

  @Test
  void aChangeThatCannotBeReadIsSaidWithWhatIsAllowed() {
    assertThat(whatIf(byHand, "--faster", "user=fast").err())
        .contains("--faster is user=fast; allowed: NAME=FACTORx or NAME=TIME");
    assertThat(whatIf(byHand, "--limit", "db=many").err())
        .contains("--limit is db=many; allowed: NAME=PERMITS");
    assertThat(whatIf(byHand, "--limit", "=4").exitCode()).isEqualTo(2);
  }

  @Test
  void theHelpSaysWhatIsExact() {
    assertThat(Result.of("trace", "what-if", "--help").out())
        .contains("--independent", "--limit", "--faster", "--no-retries", "--against", "range");
  }

  private static Result whatIf(String file, String... options) {
    var arguments = new ArrayList<>(List.of("trace", "what-if", "--ascii", file));
    arguments.addAll(List.of(options));
    return Result.of(arguments.toArray(String[]::new));
  }

  private String recorded(String name, Task<?, RuntimeException> program) throws Exception {
    var recorder = new Recorder();
    try (var _ = recorder.install()) {
      VirtualTime.create().run(program);
    }
    Path file = folder.resolve(name + ".jsonl");
    TraceFile.write(file, recorder.runs().getFirst());
    return file.toString();
  }

  private static Task<Integer, RuntimeException> call(String name, long millis) {
    return named(
        name,
        () -> {
          sleep(ofMillis(millis));
          return 1;
        });
  }
}
