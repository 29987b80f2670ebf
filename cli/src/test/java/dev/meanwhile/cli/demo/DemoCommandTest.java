package dev.meanwhile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.cli.Result;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Timeline;
import dev.meanwhile.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a program sees it. It runs on real time, so nothing here depends on how long. */
class DemoCommandTest {
  private static final List<String> RUNS =
      List.of(
          "dashboard-by-hand",
          "dashboard-meanwhile",
          "profile-by-hand",
          "profile-meanwhile",
          "widgets-by-hand",
          "widgets-meanwhile",
          "nplus1-by-hand",
          "nplus1-unbounded",
          "nplus1-meanwhile",
          "nplus1-batched",
          "order-by-hand",
          "order-meanwhile",
          "mirrors-by-hand",
          "mirrors-meanwhile",
          "mirrors-race",
          "mirrors-hedge",
          "failure-by-hand",
          "failure-meanwhile");

  private static final double SCALE = 0.1;
  private static final double SLOWEST_SCALE = 5;

  @TempDir static Path folder;
  private static Result result;
  private static JsonNode document;

  @BeforeAll
  static void run() {
    result = Result.of(commandLine(SCALE, "--trace", folder.resolve("t").toString()));
    document = new JsonMapper().readTree(result.out());
  }

  private static String[] commandLine(double scale, String... more) {
    return Stream.concat(
            Stream.of("demo", "--json", "--scale", String.valueOf(scale)), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void itPrintsOneDocumentOfAllRuns() {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(document.propertyNames()).containsExactly("runs");
    assertThat(document.get("runs").values())
        .extracting(run -> run.get("name").asString() + "-" + run.get("variant").asString())
        .containsExactlyElementsOf(RUNS);
    assertThat(document.get("runs").values())
        .allSatisfy(run ->
            assertThat(run.propertyNames())
                .containsExactly(
                    "name",
                    "variant",
                    "wallMs",
                    "idealMs",
                    "ok",
                    "failed",
                    "cancelled",
                    "peakInFlight",
                    "requests",
                    "aborted"));
  }

  @Test
  void theIdealFollowsFromTheLatenciesOfTheShape() {
    assertThat(run("dashboard-by-hand").get("idealMs").asDouble()).isEqualTo(60);
    assertThat(run("dashboard-meanwhile").get("idealMs").asDouble()).isEqualTo(22);
    assertThat(run("nplus1-meanwhile").get("idealMs").asDouble()).isEqualTo(100.8);
    assertThat(run("order-meanwhile").get("idealMs").asDouble()).isEqualTo(29);
  }

  @Test
  void everyRunIsWrittenAsATraceThatCanBeRead() throws Exception {
    for (String name : RUNS) {
      RunTrace trace = TraceFile.read(folder.resolve("t").resolve(name + ".jsonl"));
      Timeline timeline = Timeline.of(trace);

      assertThat(trace.dropped()).isZero();
      assertThat(timeline.isWhole()).isTrue();
      assertThat(timeline.criticalPath()).isNotEmpty();
      assertThat(timeline.rows().stream().filter(row -> row.isLeaf()).count())
          .isEqualTo(count(name, "ok") + count(name, "failed") + count(name, "cancelled"));
    }
  }

  @Test
  void aWrittenTraceCanBeShown() {
    Path file = folder.resolve("t").resolve("nplus1-meanwhile.jsonl");

    Result shown = Result.of("trace", "show", file.toString());

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).contains("more like these (").contains("peak in flight 8");
    assertThat(shown.out().lines().count()).isLessThan(40);
  }

  @Nested
  class TheOtherSideSees {
    @Test
    void oneRequestAtATimeByHandAndAllAtOnceWithMeanwhile() {
      assertThat(count("dashboard-by-hand", "peakInFlight")).isEqualTo(1);
      assertThat(count("order-by-hand", "peakInFlight")).isEqualTo(1);
      assertThat(count("order-meanwhile", "requests")).isEqualTo(5);
      slowlyEnough(
          "dashboard,profile",
          count -> {
            assertThat(count.of("dashboard-meanwhile", "peakInFlight")).isEqualTo(3);
            assertThat(count.of("profile-meanwhile", "peakInFlight")).isEqualTo(4);
          });
    }

    @Test
    void fiveWidgetsOfWhichOneFails() {
      for (String name : List.of("widgets-by-hand", "widgets-meanwhile")) {
        assertThat(count(name, "ok")).isEqualTo(4);
        assertThat(count(name, "failed")).isEqualTo(1);
        assertThat(count(name, "requests")).isEqualTo(5);
      }
    }

    @Test
    void nothingFailsAtEightAtOnceAndMuchFailsAtFiveHundred() {
      assertThat(count("nplus1-meanwhile", "peakInFlight")).isEqualTo(8);
      assertThat(count("nplus1-meanwhile", "ok")).isEqualTo(500);
      assertThat(count("nplus1-unbounded", "failed")).isPositive();
      assertThat(count("nplus1-unbounded", "requests")).isEqualTo(500);
      assertThat(count("nplus1-batched", "requests")).isEqualTo(1);
    }

    @Test
    void theMirrorThatHangsIsGivenUp() {
      slowlyEnough(
          "mirrors",
          count -> {
            assertThat(count.of("mirrors-meanwhile", "ok")).isEqualTo(1);
            assertThat(count.of("mirrors-meanwhile", "cancelled")).isEqualTo(2);
            assertThat(count.of("mirrors-meanwhile", "aborted")).isPositive();
            assertThat(count.of("mirrors-race", "ok")).isZero();
            assertThat(count.of("mirrors-hedge", "cancelled")).isEqualTo(1);
          });
    }

    @Test
    void aFailureCancelsTheOthersOnlyWithMeanwhile() {
      assertThat(count("failure-by-hand", "ok")).isEqualTo(9);
      assertThat(count("failure-by-hand", "aborted")).isZero();
      slowlyEnough(
          "failure",
          count -> {
            assertThat(count.of("failure-meanwhile", "failed")).isEqualTo(1);
            assertThat(count.of("failure-meanwhile", "cancelled")).isEqualTo(9);
            assertThat(count.of("failure-meanwhile", "aborted")).isPositive();
          });
    }
  }

  @Nested
  class AsText {
    @Test
    void everyVariantIsDrawnAndCompared() {
      Result drawn =
          Result.of("demo", "--only", "widgets,dashboard", "--scale", "0.05", "--width", "80");

      assertThat(drawn.exitCode()).isZero();
      assertThat(drawn.out())
          .contains("dashboard by-hand", "dashboard meanwhile", "widgets by-hand", "ads", "faster")
          .doesNotContain("nplus1");
      assertThat(drawn.out().lines()).allMatch(line -> line.length() <= 80);
      assertThat(drawn.err()).contains("Warming up");
    }

    @Test
    void itCanBeDrawnInAscii() {
      Result drawn =
          Result.of("demo", "--only=mirrors", "--scale=0.05", "--ascii", "--color=never");

      assertThat(drawn.out().chars()).allMatch(c -> c < 127);
    }

    @Test
    void theShapesCanBeListed() {
      Result list = Result.of("demo", "--list");

      assertThat(list.exitCode()).isZero();
      assertThat(list.out())
          .contains("nplus1     by-hand, unbounded, meanwhile, batched")
          .contains("mirrors    by-hand, meanwhile, race, hedge");
    }
  }

  @Test
  void aTraceFolderThatIsAFileIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    Result refused = Result.of("demo", "--only=dashboard", "--trace", file.toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err().lines()).hasSize(1);
  }

  /** A counter of a run. */
  @FunctionalInterface
  private interface Count {
    long of(String name, String what);
  }

  /**
   * Looks at the runs at hand, and then at slower and slower ones of these shapes: a busy machine
   * lets an answer come before the next request leaves, or before the others are told to stop.
   */
  private static void slowlyEnough(String shapes, Consumer<Count> look) {
    JsonNode runs = document;
    for (double scale = SCALE; !holds(look, runs) && scale < SLOWEST_SCALE; scale *= 4) {
      Result slower = Result.of(commandLine(scale * 4, "--only", shapes));
      runs = new JsonMapper().readTree(slower.out());
    }
    look.accept(counts(runs));
  }

  private static boolean holds(Consumer<Count> look, JsonNode runs) {
    try {
      look.accept(counts(runs));
      return true;
    } catch (AssertionError tooFast) {
      return false;
    }
  }

  private static Count counts(JsonNode document) {
    return (name, what) -> run(document, name).get(what).asLong();
  }

  private static JsonNode run(String name) {
    return run(document, name);
  }

  private static JsonNode run(JsonNode document, String name) {
    return document.get("runs").values().stream()
        .filter(
            run -> name.equals(run.get("name").asString() + "-" + run.get("variant").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static long count(String name, String what) {
    return counts(document).of(name, what);
  }
}
