package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakGuard.class)
class TracingTest {
  private static final Duration HOURS = Duration.ofHours(3);

  @TempDir Path folder;

  private List<RunTrace> runs() throws IOException {
    return TraceFolder.read(folder);
  }

  private static void runOf(String name) throws InterruptedException {
    all(List.of(named(name, () -> 1)));
  }

  @Test
  void everyRunIsThereWhenItIsClosed() throws Exception {
    try (var _ = Tracing.to(folder.resolve("new/one")).start()) {
      runOf("a");
      runOf("b");
    }
    runOf("not traced any more");

    List<RunTrace> runs = TraceFolder.read(folder.resolve("new/one"));
    assertThat(runs)
        .hasSize(2)
        .allSatisfy(run -> {
          assertThat(run.events().getFirst()).isInstanceOf(RunBegan.class);
          assertThat(run.events().getLast()).isInstanceOf(RunEnded.class);
          assertThat(run.dropped()).isZero();
          assertThat(run.cutShort()).isFalse();
        });
    assertThat(runs)
        .extracting(run -> Timeline.of(run).rows().getLast().name())
        .containsExactly("a", "b");
  }

  @Test
  void closingTwiceIsFine() throws Exception {
    var tracing = Tracing.to(folder).start();
    tracing.close();
    tracing.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Nested
  class OfSlowRuns {
    @Test
    void keepsThemFromTheirBeginningAndNoOthers() throws Exception {
      try (var _ = Tracing.to(folder).only(Recording.slowerThan(HOURS)).start()) {
        runOf("fast");
        VirtualTime.create()
            .run(() -> {
              runOf("before");
              sleep(HOURS);
              runOf("after");
              return null;
            });
      }

      assertThat(runs())
          .singleElement()
          .satisfies(run -> {
            assertThat(run.events().getFirst()).isInstanceOf(RunBegan.class);
            assertThat(run.events().getLast()).isInstanceOf(RunEnded.class);
            assertThat(Timeline.of(run).rows())
                .extracting(TaskRow::name)
                .contains("before", "after")
                .doesNotContain("fast");
          });
    }

    @Test
    void keepsTheLatestEventsOfALongOneAndSaysHowManyAreMissing() throws Exception {
      var recording = Recording.slowerThan(HOURS).eventsOfARun(10);
      try (var _ = Tracing.to(folder).only(recording).start()) {
        VirtualTime.create()
            .run(() -> {
              map(IntStream.range(0, 20).boxed().toList(), atMost(1), n -> n);
              sleep(HOURS);
              return null;
            });
      }

      RunTrace run = runs().getFirst();
      assertThat(run.events().getLast()).isInstanceOf(RunEnded.class);
      assertThat(run.dropped()).isGreaterThan(50);
      assertThat(Timeline.of(run).isWhole()).isFalse();
    }

    @Test
    void keepsOneThatHangs() {
      var observer = new FolderObserver(Recording.slowerThan(HOURS));
      observer.on(new RunBegan(1, 0, 1, "hangs", Instant.EPOCH));
      TracedRun run = observer.runs().iterator().next();

      observer.decideSlow(run.seenAt + HOURS.toNanos() - 1);
      assertThat(run.isDecided()).isFalse();
      observer.decideSlow(run.seenAt + HOURS.toNanos());
      assertThat(run.isDecided()).isTrue();
      assertThat(run.takeKept()).hasSize(1);
    }
  }

  @Nested
  class OnLittleRoom {
    private static final long BYTES = 200_000;

    @Test
    void deletesTheOldestFilesAndGoesOn() throws Exception {
      Path other = Files.writeString(folder.resolve("notes.jsonl"), "mine");
      try (var _ = Tracing.to(folder).upTo(BYTES).start()) {
        for (int i = 0; i < 400; i++) {
          map(List.of(1, 2, 3, 4), atMost(1), n -> n);
        }
        runOf("the last one");
      }

      List<Path> files = TraceFolder.files(folder);
      assertThat(files).hasSizeBetween(2, 8).allMatch(file -> file.toFile().length() > 0);
      assertThat(files.stream().mapToLong(file -> file.toFile().length()).sum()).isLessThan(BYTES);
      assertThat(other).hasContent("mine");
      List<RunTrace> runs = runs();
      assertThat(Timeline.of(runs.getLast()).rows().getLast().name()).isEqualTo("the last one");
      assertThat(runs)
          .hasSizeLessThan(400)
          .allMatch(run -> run.name().equals("map") || run.name().equals("all"));
    }

    @Test
    void leavesALongRunItsNameInEveryFile() throws Exception {
      try (var _ = Tracing.to(folder).upTo(BYTES).start()) {
        VirtualTime.create()
            .run(() -> map(IntStream.range(0, 3000).boxed().toList(), atMost(1), n -> n));
      }

      for (Path file : TraceFolder.files(folder)) {
        assertThat(TraceFile.read(file).name()).isEqualTo(runs().getFirst().name());
      }
      assertThat(runs()).hasSize(1);
    }

    @Test
    void dropsWhatCannotBeHandedOverAndSaysSo() throws Exception {
      var observer = new FolderObserver(Recording.everyRun());
      observer.on(new RunBegan(1, 0, 1, "much", Instant.EPOCH));
      LongStream.range(0, 70_000).forEach(at -> observer.on(new ValueRead(1, at, 1, 1)));
      observer.on(new RunEnded(1, 70_000, 1, TaskEvent.Ending.OK));

      var writer = new FolderWriter(observer, new RotatingFile(folder, "meanwhile-x-1", 1 << 30));
      writer.close();
      writer.write();

      RunTrace run = runs().getFirst();
      assertThat(run.events()).hasSize(1 << 16);
      assertThat(run.dropped()).isEqualTo(70_002 - (1 << 16));
      assertThat(new TerminalTimeline(new Terminal(80, false, true)).draw(Timeline.of(run)))
          .contains(run.dropped() + " events dropped");
    }
  }

  @Test
  void namesAndMessagesAreRedactedBeforeTheyAreKept() throws Exception {
    var recording = Recording.everyRun().redacting(text -> text.replaceAll("secret-\\d+", "***"));
    try (var _ = Tracing.to(folder).only(recording).start()) {
      outcome(() ->
          all(
              List.of(
                  named(
                      "secret-1",
                      () -> {
                        throw new IOException("no secret-2");
                      }))));
    }

    String text = Files.readString(TraceFolder.files(folder).getFirst());
    assertThat(text).doesNotContain("secret").contains("\"***\"", "\"no ***\"");
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Tracing.to(file).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> Tracing.to(folder).upTo(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 bytes are too few; allowed: 100000 or more");
  }
}
