package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
  private final Story story = new Story("page");

  @Test
  void theLongestStepsComeFirst() {
    long a = story.task("user", 1, 0, 100);
    long b = story.task("tax", 1, 100, 400);
    story.waits(1, WaitReason.RESULT, 0, 100, a).waits(1, WaitReason.RESULT, 100, 400, b);

    assertThat(report(story.ends(400)))
        .isEqualTo(
            """
            page took 400 ms
            2 steps decided 100 % of it:
                300 ms   75 %  tax   ran
                100 ms   25 %  user  ran
            """);
  }

  @Test
  void aWaitIsSaidWithItsReason() {
    long tax = story.task("tax", 1, 0, 100);
    story.waits(tax, WaitReason.PERMIT, 0, 40, 0).waits(1, WaitReason.JOIN, 0, 100, tax);

    assertThat(report(story.ends(100)))
        .contains("60 ms   60 %  tax  ran\n", "40 ms   40 %  tax  waited for a permit\n");
  }

  @Test
  void piecesOfOneTaskAreAddedUp() {
    long tax = story.task("tax", 1, 0, 100);
    story.waits(tax, WaitReason.SLEEP, 30, 40, 0).waits(1, WaitReason.JOIN, 0, 100, tax);

    assertThat(report(story.ends(100))).contains("90 ms   90 %  tax  ran\n");
  }

  @Test
  void whatAddsLittleIsToldTogether() {
    double at = 0;
    for (int i = 0; i < 8; i++) {
      long task = story.task("step " + i, 1, at, at + 10);
      story.waits(1, WaitReason.RESULT, at, at + 10, task);
      at += 10;
    }

    assertThat(report(story.ends(80)))
        .contains("5 steps decided 63 % of it:\n")
        .endsWith("3 other steps: 38 %\n");
  }

  @Test
  void elementsOfOneMapAreOneStep() {
    for (int i = 0; i < 10; i++) {
      long task = story.task("map[" + i + "]", 1, i, i + 1.0);
      story.waits(1, WaitReason.RESULT, i, i + 1.0, task);
    }

    assertThat(report(story.ends(10)))
        .isEqualTo(
            "page took 10 ms\n1 step decided 100 % of it:\n     10 ms  100 %  map[*]  ran\n");
  }

  @Test
  void theSharesAreTheWholeCriticalPath() {
    long bad = story.task("bad", 1, 0, 40, Ending.FAILED);
    story.waits(1, WaitReason.JOIN, 10, 40, bad).waits(1, WaitReason.SLEEP, 50, 60, 0);
    Timeline timeline = Timeline.of(story.ends(70));

    assertThat(LatencyShare.of(timeline).stream().mapToLong(LatencyShare::nanos).sum())
        .isEqualTo(timeline.criticalPath().stream().mapToLong(PathPiece::nanos).sum())
        .isEqualTo(timeline.nanos());
  }

  @Test
  void withoutTheBeginningNobodyCanTell() {
    story.task("a", 1, 0, 100);
    RunTrace whole = story.ends(100);
    var rest = whole.events().subList(1, whole.events().size());

    assertThat(report(new RunTrace(7, "page", null, rest, 1, false)))
        .contains("the beginning of this run is missing");
  }

  @Test
  void aRunThatTookNoTimeWasDecidedByNothing() {
    assertThat(report(story.ends(0))).isEqualTo("page took 0 µs\nnothing decided it\n");
  }

  @Test
  void asciiIsEnough() {
    story.waits(1, WaitReason.SLEEP, 0, 0.05, 0);
    Timeline timeline = Timeline.of(story.ends(0.05));

    assertThat(new LatencyReport(false).of(timeline).chars()).allMatch(c -> c < 127);
  }

  private static String report(RunTrace trace) {
    return new LatencyReport(true).of(Timeline.of(trace));
  }
}
