package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecorderTest {

  @Test
  void aRunIsKeptWithItsNameAndAllItsTasks() throws Exception {
    var recorder = new Recorder();

    recorder.watch(
        "page", () -> all(named("user", () -> 1), named("orders", () -> 2), Integer::sum));

    assertThat(recorder.runs()).hasSize(1);
    RunTrace run = recorder.runs().getFirst();
    assertThat(run.name()).isEqualTo("page");
    assertThat(run.began()).isNotNull();
    assertThat(run.dropped()).isZero();
    assertThat(run.events().getFirst()).isInstanceOf(RunBegan.class);
    assertThat(run.events().getLast()).isInstanceOf(TaskEvent.RunEnded.class);
    assertThat(Timeline.of(run).rows())
        .extracting(TaskRow::name)
        .containsExactly("page", "user", "orders");
  }

  @Test
  void runsAreKeptApart() throws Exception {
    var recorder = new Recorder();
    try (var _ = recorder.install()) {
      all(List.of(named("a", () -> 1)));
      all(List.of(named("b", () -> 1), named("c", () -> 1)));
    }

    assertThat(recorder.runs()).extracting(run -> Timeline.of(run).rows().size()).contains(2, 3);
  }

  @Test
  void theElementsOfAMapAreItsTasks() throws Exception {
    var recorder = new Recorder();

    recorder.watch("prices", () -> map(List.of(1, 2, 3), atMost(2), n -> n * 2));

    Timeline timeline = Timeline.of(recorder.runs().getFirst());
    assertThat(timeline.rows())
        .extracting(TaskRow::name)
        .containsExactly("prices", "map[0]", "map[1]", "map[2]");
    assertThat(timeline.peakInFlight()).isBetween(1, 2);
  }

  @Nested
  class WhenMoreHappensThanFits {

    @Test
    void theOldestEventsAreDroppedAndCounted() {
      var recorder = new Recorder(10);

      LongStream.range(0, 25).forEach(at -> recorder.on(new ValueRead(1, at, 1, 1)));

      assertThat(recorder.dropped()).isEqualTo(15);
      RunTrace run = recorder.runs().getFirst();
      assertThat(run.dropped()).isEqualTo(15);
      assertThat(run.events())
          .extracting(TaskEvent::at)
          .containsExactlyElementsOf(LongStream.range(15, 25).boxed().toList());
    }

    @Test
    void aLongRunDoesNotPushOutTheOthers() {
      var recorder = new Recorder(10);
      recorder.on(new RunBegan(1, 0, 1, "long", Instant.EPOCH));
      recorder.on(new RunBegan(2, 0, 1, "short", Instant.EPOCH));
      LongStream.range(0, 100).forEach(at -> recorder.on(new ValueRead(1, at, 1, 1)));
      recorder.on(new ValueRead(2, 1, 1, 1));

      assertThat(recorder.runs())
          .extracting(RunTrace::name, RunTrace::dropped, run -> run.events().size())
          .containsExactly(tuple("long", 91L, 10), tuple("short", 0L, 2));
    }

    @Test
    void aRunWithoutItsBeginningCanStillBeDrawn() throws Exception {
      var recorder = new Recorder(12);

      recorder.watch(
          "long run", () -> map(IntStream.range(0, 20).boxed().toList(), atMost(2), n -> n));

      assertThat(recorder.dropped()).isPositive();
      Timeline timeline = Timeline.of(recorder.runs().getFirst());
      assertThat(timeline.isWhole()).isFalse();
      assertThat(timeline.dropped()).isEqualTo(recorder.dropped());
      assertThat(new TerminalTimeline(new Terminal(80, false, true)).draw(timeline))
          .contains(timeline.dropped() + " events dropped")
          .contains("the beginning of this run is missing");
    }

    @Test
    void theRunsThatEndedFirstAreForgottenFirst() {
      var recorder = new Recorder(Recording.everyRun(), 2);
      for (long run = 1; run <= 5; run++) {
        recorder.on(new RunBegan(run, 0, 1, "run", Instant.EPOCH));
      }
      for (long run = 5; run >= 2; run--) {
        recorder.on(new RunEnded(run, 1, 1, Ending.OK));
      }

      assertThat(recorder.runs()).extracting(RunTrace::run).containsExactly(1L, 2L, 3L);
      assertThat(recorder.forgotten()).isEqualTo(2);
    }

    @Test
    void runsOfWhichNobodySeesTheEndAreForgottenToo() {
      var recorder = new Recorder(Recording.everyRun(), 2);

      LongStream.range(0, 50).forEach(run -> recorder.on(new ValueRead(run, 1, 1, 1)));

      assertThat(recorder.runs()).extracting(RunTrace::run).containsExactly(48L, 49L);
    }
  }

  @Test
  void nothingIsLostBelowItsCapacityHoweverManyThreadsReport() throws Exception {
    int threads = 16;
    int each = 500;
    var recorder = new Recorder(threads * each);
    var start = new CountDownLatch(1);
    var running = new ArrayList<Thread>();
    for (int thread = 0; thread < threads; thread++) {
      long task = thread;
      running.add(
          Thread.startVirtualThread(() -> {
            awaitUninterrupted(start);
            LongStream.range(0, each).forEach(at -> recorder.on(new ValueRead(1, at, task, task)));
          }));
    }
    start.countDown();
    for (Thread thread : running) {
      thread.join();
    }

    List<TaskEvent> events = recorder.runs().getFirst().events();
    assertThat(recorder.dropped()).isZero();
    assertThat(events).hasSize(threads * each).doesNotHaveDuplicates();
    for (long task = 0; task < threads; task++) {
      long wanted = task;
      assertThat(events)
          .filteredOn(event -> event instanceof ValueRead read && read.reader() == wanted)
          .extracting(TaskEvent::at)
          .containsExactlyElementsOf(LongStream.range(0, each).boxed().toList());
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class OfSomeRuns {
    private static void run(Recorder recorder, long number, long nanos) {
      recorder.on(new RunBegan(number, 0, 1, "run", Instant.EPOCH));
      recorder.on(new ValueRead(number, nanos / 2, 1, 1));
      recorder.on(new RunEnded(number, nanos, 1, Ending.OK));
      recorder.on(new ValueRead(number, nanos + 1, 1, 1));
    }

    @Test
    void keepsOneInSoMany() {
      var recorder = new Recorder(Recording.oneRunIn(10));

      LongStream.range(0, 100).forEach(number -> run(recorder, number, 5));

      assertThat(recorder.runs()).hasSize(10).allMatch(run -> run.events().size() == 4);
      assertThat(recorder.runs()).extracting(run -> run.run() / 10).doesNotHaveDuplicates();
    }

    @Test
    void keepsEverySlowOneBesides() {
      var recorder = new Recorder(Recording.oneRunIn(10).orSlowerThan(Duration.ofNanos(7)));

      LongStream.range(0, 10).forEach(number -> run(recorder, number, 6));
      run(recorder, 10, 7);
      run(recorder, 11, 700);

      assertThat(recorder.runs()).extracting(RunTrace::run).contains(10L, 11L);
      assertThat(recorder.runs()).filteredOn(run -> run.run() < 10).hasSize(1);
    }

    @Test
    void mayKeepTheSlowOnesOnly() {
      var recorder = new Recorder(Recording.slowerThan(Duration.ofNanos(7)));

      run(recorder, 1, 6);
      run(recorder, 2, 7);

      assertThat(recorder.runs()).extracting(RunTrace::run).containsExactly(2L);
    }

    @Test
    void whatCannotBeRedactedIsNotKept() {
      var recorder =
          new Recorder(
              Recording.everyRun()
                  .redacting(text -> {
                    throw new IllegalStateException(text);
                  }));

      run(recorder, 1, 5);

      assertThat(recorder.runs()).extracting(RunTrace::name).containsExactly("(not readable)");
    }

    @Test
    void saysWhatItKeeps() {
      assertThat(Recording.everyRun()).hasToString("every run");
      assertThat(Recording.oneRunIn(9).orSlowerThan(Duration.ofSeconds(2)))
          .hasToString("one run in 9, runs slower than PT2S");
      assertThatThrownBy(() -> Recording.oneRunIn(0))
          .hasMessage("one run in 0 is none; allowed: 1 to 2147483647");
    }
  }

  @Test
  void aCapacityThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Recorder(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a recorder cannot keep 0 events; allowed: 1 to 67108864");
    assertThatThrownBy(() -> new Recorder(Recording.everyRun(), 0))
        .hasMessage("a recorder cannot keep 0 runs; allowed: 1 to 2147483647");
    assertThatThrownBy(() -> new Recorder(-5)).hasMessageContaining("-5");
    assertThatThrownBy(() -> new Recorder(Integer.MAX_VALUE)).hasMessageContaining("2147483647");
  }
}
