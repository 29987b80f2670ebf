package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFileTest {
  @TempDir Path folder;

  @Test
  void whatWasRecordedComesBackAsItWas() throws Exception {
    var recorder = new Recorder();
    recorder.watch(
        "page \"ä\"",
        () ->
            outcome(() ->
                all(
                    named("a\nb", () -> "ok"),
                    named(
                        "bad",
                        () -> {
                          throw new IOException("no \u0000 way");
                        }),
                    String::concat)));
    RunTrace trace = recorder.runs().getFirst();

    assertThat(TraceFile.read(written(trace))).isEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyEventsComeBackAsTheyWere(long seed) throws Exception {
    var random = new Random(seed);
    var events = new ArrayList<TaskEvent>();
    for (int i = 0; i < 300; i++) {
      events.add(anyEvent(random));
    }
    var trace = new RunTrace(seed, text(random), null, events, random.nextInt(100), false);

    assertThat(TraceFile.read(written(trace))).isEqualTo(trace);
  }

  @Test
  void everyLineIsAnObjectWithItsType() throws Exception {
    List<String> lines = Files.readAllLines(written(TerminalTimelineTest.everything()));

    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"type\":\"run\",\"format\":1,\"run\":7,\"name\":\"everything\","
                + "\"began\":\"1970-01-01T00:00:00Z\",\"dropped\":0}");
    assertThat(lines.get(1)).startsWith("{\"type\":\"run-began\",\"run\":7,\"at\":0,");
    assertThat(lines).allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
  }

  @Test
  void aLastLineThatWasNotFinishedIsLeftOut() throws Exception {
    RunTrace trace = TerminalTimelineTest.dashboard();
    String text = Files.readString(written(trace));

    for (int length = text.lastIndexOf('\n', text.length() - 2) + 1;
        length < text.length();
        length++) {
      RunTrace read = TraceFile.read(file(text.substring(0, length)));
      assertThat(read.events()).isEqualTo(trace.events().subList(0, trace.events().size() - 1));
      assertThat(Timeline.of(read).rows()).hasSize(4);
    }
    assertThat(TraceFile.read(file(text.substring(0, text.length() - 5))).cutShort()).isTrue();
  }

  @Test
  void aTimelineSaysThatItsFileBrokeOff() throws Exception {
    String text = Files.readString(written(TerminalTimelineTest.dashboard()));
    RunTrace trace = TraceFile.read(file(text.substring(0, text.length() - 5)));

    assertThat(new TerminalTimeline(new Terminal(80, false, true)).draw(Timeline.of(trace)))
        .contains("the file breaks off in the middle of a line");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> TraceFile.read(folder.resolve("none.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                     | 1 | the file is empty",
        "hello                                  | 1 | not JSON",
        "[]                                     | 1 | not a JSON object",
        "{}                                     | 1 | the first line must be an object of type",
        "{\"type\":\"run\",\"format\":9}        | 1 | format 9 is unknown; readable: 1",
        "{\"type\":\"run\",\"format\":1}        | 1 | ",
        "HEAD{\"type\":\"surprise\"}            | 2 | surprise",
        "HEAD{\"type\":\"scope-closed\"}        | 2 | ",
        "HEAD{\"at\":1}                         | 2 | type",
        "HEADnull                               | 2 | not a JSON object",
        "HEAD{\"type\":\"run-ended\",\"run\":1,\"at\":2,\"task\":1,\"ending\":null} | 2 | null",
        "HEAD{\"type\":\"run-ended\",\"run\":1,\"at\":2,\"task\":1,\"ending\":\"X\"} | 2 | ",
      })
  void aBadFileIsNamedWithTheLine(String text, int line, String problem) throws Exception {
    String head =
        "{\"type\":\"run\",\"format\":1,\"run\":1,\"name\":\"n\",\"began\":null,\"dropped\":0}\n";
    Path file = file(text.isEmpty() ? "" : text.replace("HEAD", head) + "\n");

    assertThatThrownBy(() -> TraceFile.read(file))
        .isInstanceOf(MalformedTrace.class)
        .hasMessageStartingWith(file + ", line " + line + ": ")
        .hasMessageContaining(problem == null ? "" : problem);
  }

  @Test
  void aBinaryFileIsNoTrace() throws Exception {
    Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});

    assertThatThrownBy(() -> TraceFile.read(file)).hasMessageContaining("not UTF-8 text");
  }

  private Path written(RunTrace trace) throws IOException {
    Path file = folder.resolve("run.jsonl");
    TraceFile.write(file, trace);
    return file;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("broken.jsonl"), text);
  }

  private static TaskEvent anyEvent(Random random) {
    long at = random.nextLong() >>> 1;
    long task = random.nextInt(50);
    return switch (random.nextInt(15)) {
      case 0 -> new TaskEvent.RunBegan(1, at, task, text(random), Instant.ofEpochSecond(at >>> 30));
      case 1 -> new TaskEvent.RunEnded(1, at, task, any(random, Ending.values()));
      case 2 -> new TaskEvent.ScopeOpened(1, at, task, task, text(random), maybe(random));
      case 3 -> new TaskEvent.ScopeClosed(1, at, task, task);
      case 4 ->
          new TaskEvent.TaskCreated(
              1, at, task, task, task, text(random), text(random), at, maybe(random));
      case 5 -> new TaskEvent.TaskStarted(1, at, task, text(random));
      case 6 ->
          new TaskEvent.TaskEnded(
              1, at, task, any(random, Ending.values()), maybe(random), maybe(random));
      case 7 ->
          new TaskEvent.WaitBegan(
              1, at, task, task, any(random, WaitReason.values()), List.of(task, at));
      case 8 -> new TaskEvent.WaitEnded(1, at, task, task, any(random, WaitEnd.values()), task);
      case 9 -> new TaskEvent.ValueRead(1, at, task, task);
      case 10 -> new TaskEvent.CancelAsked(1, at, task, any(random, CancelReason.values()), task);
      case 11 -> new TaskEvent.DeadlineSet(1, at, task, at);
      case 12 -> new TaskEvent.DeadlinePassed(1, at, task);
      case 13 -> new TaskEvent.LimitChanged(1, at, text(random), task, 8, 7, 6);
      default -> new TaskEvent.StragglerFound(1, at, task);
    };
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String maybe(Random random) {
    return random.nextBoolean() ? null : text(random);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    random
        .ints(random.nextInt(12), 0, 0x2500)
        .filter(Character::isDefined)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
