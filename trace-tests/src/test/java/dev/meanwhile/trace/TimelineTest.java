package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.Segment.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Nested
  class Rows {
    @Test
    void childrenStandBelowTheirParentInTheOrderInWhichTheyWereStarted() {
      var story = new Story("run");
      long b = story.task("b", 1, 5, 50);
      long a = story.task("a", 1, 6, 20);
      story.task("b1", b, 7, 10);
      story.task("a1", a, 8, 12);
      story.task("b2", b, 9, 30);

      assertThat(Timeline.of(story.ends(60)).rows())
          .extracting(row -> " ".repeat(row.depth()) + row.name())
          .containsExactly("run", " b", "  b1", "  b2", " a", "  a1");
    }

    @Test
    void aLifeIsQueuedThenRunsAndWaitsWithoutGaps() {
      var story = new Story("run");
      long task = story.task("t", 1, 0, 10, 100, Ending.OK);
      story.waits(task, WaitReason.SLEEP, 30, 50, 0);
      story.waits(task, WaitReason.RESULT, 50, 60, 9);

      TaskRow row = row(story.ends(100), "t");
      assertThat(row.segments())
          .extracting(s -> s.kind() + " " + s.from() / Story.MILLI + "-" + s.to() / Story.MILLI)
          .containsExactly(
              "QUEUED 0-10", "RUNNING 10-30", "WAITING 30-50", "WAITING 50-60", "RUNNING 60-100");
      assertThat(row.segments().get(3).reason()).isEqualTo(WaitReason.RESULT);
      assertThat(row.segments().get(3).on()).containsExactly(9L);
      assertThat(row.segments().get(3).releasedBy()).isEqualTo(9);
    }

    @Test
    void aTaskThatNeverStartedWasQueuedToItsEnd() {
      var story = new Story("run");
      story.add(new TaskEvent.TaskCreated(7, 0, 5, 1, 0, "t", "t", 0, null));
      story.add(new TaskEvent.TaskEnded(7, Story.at(10), 5, Ending.CANCELLED, null, null));

      TaskRow row = row(story.ends(20), "t");
      assertThat(row.segments()).extracting(Segment::kind).containsExactly(Kind.QUEUED);
      assertThat(row.nanos()).isZero();
    }

    @Test
    void theLagOfACancelIsTheTimeUntilTheTaskEnded() {
      var story = new Story("run");
      long task = story.task("t", 1, 0, 100, Ending.CANCELLED);
      story.cancels(task, 70, CancelReason.DEADLINE, 0);
      story.cancels(task, 80, CancelReason.SIBLING_FAILED, 1);

      assertThat(row(story.ends(100), "t").cancelLag()).isEqualTo(30 * Story.MILLI);
    }

    @Test
    void aTaskThatStillRunsHasNoEnding() {
      var story = new Story("run");
      story.task("done", 1, 0, 10);
      story.add(new TaskEvent.TaskStarted(7, Story.at(5), 99, "x"));

      TaskRow row = row(story.goesOn(), "task 99");
      assertThat(row.ending()).isNull();
      assertThat(row.ended()).isEqualTo(10 * Story.MILLI);
    }
  }

  @Nested
  class Facts {
    @Test
    void onlyTasksThatStartedNoOthersAreInFlight() {
      var story = new Story("run");
      long parent = story.task("parent", 1, 0, 100);
      story.task("a", parent, 0, 50);
      story.task("b", parent, 40, 100);
      story.task("c", parent, 50, 90);

      Timeline timeline = Timeline.of(story.ends(100));
      assertThat(timeline.peakInFlight()).isEqualTo(2);
      assertThat(timeline.leafNanos()).isEqualTo(150 * Story.MILLI);
      assertThat(timeline.nanos()).isEqualTo(100 * Story.MILLI);
      assertThat(timeline.count(Ending.OK)).isEqualTo(3);
    }
  }

  @Nested
  class RealRuns {
    private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 4);

    private final Recorder recorder = new Recorder();

    @Test
    void theCallThatEndedLastIsOnTheCriticalPath() throws Exception {
      var slowMayEnd = new CountDownLatch(2);
      Observer fastHasEnded =
          event -> {
            if (event instanceof TaskEvent.TaskEnded) {
              slowMayEnd.countDown();
            }
            watcher(slowMayEnd).on(event);
          };

      fastHasEnded.watch(
          "page",
          () ->
              all(
                  named("fast", () -> "fast"),
                  named("slow", waiting(slowMayEnd)),
                  (first, second) -> "page"));

      assertThat(criticalRows()).containsExactly("page", "slow");
      assertThat(timeline().criticalPath().getLast().name()).isEqualTo("page");
    }

    @Test
    void aFailureAndItsCancelledSiblingsAreTold() throws Exception {
      var joined = new CountDownLatch(1);
      var never = new CountDownLatch(1);
      Task<String, Exception> bad =
          () -> {
            joined.await();
            throw new IllegalStateException("bad");
          };

      watcher(joined)
          .watch(
              "page",
              () -> outcome(() -> all(List.of(named("bad", bad), named("ok", waiting(never))))));

      assertThat(timeline().count(Ending.FAILED)).isEqualTo(1);
      assertThat(timeline().count(Ending.CANCELLED)).isEqualTo(1);
      assertThat(row(recorder.runs().getFirst(), "ok").cancelAsked()).isNotNull();
    }

    @Test
    void theSecondOfAHedgeIsShownOnceItStarted() throws Exception {
      var never = new CountDownLatch(1);

      recorder.watch(
          "read",
          () -> hedge(Duration.ofMillis(1), named("a", waiting(never)), named("b", () -> "b")));

      assertThat(timeline().rows()).extracting(TaskRow::name).containsExactly("read", "a", "b");
      assertThat(row(recorder.runs().getFirst(), "a").ending()).isEqualTo(Ending.CANCELLED);
      assertThat(timeline().criticalPath().getFirst().kind()).isEqualTo(Kind.RUNNING);
      assertThat(timeline().criticalPath())
          .anyMatch(piece -> piece.name().equals("read") && piece.kind() == Kind.WAITING);
    }

    @Test
    void twoMapsOnOneLimitLeadFromOneToTheOther() throws Exception {
      var joined = new CountDownLatch(3);
      Limit one = atMost(1);
      Task<List<Integer>, RuntimeException> task = () -> map(NUMBERS, one, n -> after(joined, n));

      watcher(joined)
          .watch("both", () -> all(named("left", task), named("right", task), List::equals));

      assertThat(timeline().rows()).hasSize(13);
      assertThat(timeline().peakInFlight()).isEqualTo(1);
      assertThat(criticalRows()).contains("map[4]");
    }

    /** Records, and counts who waits for the end of others. */
    private Observer watcher(CountDownLatch joined) {
      return event -> {
        recorder.on(event);
        if (event instanceof TaskEvent.WaitBegan wait && wait.reason() == WaitReason.JOIN) {
          joined.countDown();
        }
      };
    }

    private static <T> T after(CountDownLatch latch, T value) throws InterruptedException {
      latch.await();
      return value;
    }

    private List<String> criticalRows() {
      return timeline().rows().stream()
          .filter(row -> row.criticalNanos() > 0)
          .map(TaskRow::name)
          .toList();
    }

    private Timeline timeline() {
      return Timeline.of(recorder.runs().getFirst());
    }

    private static Task<String, RuntimeException> waiting(CountDownLatch latch) {
      return () -> {
        latch.await();
        return "waited";
      };
    }
  }

  private static TaskRow row(RunTrace trace, String name) {
    return Timeline.of(trace).rows().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
