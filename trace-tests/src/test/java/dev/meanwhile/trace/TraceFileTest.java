package dev.meanwhile.trace;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.outcome;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.BatchCause;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TraceFileTest {
  private static final String HEAD =
      "{\"type\":\"run\",\"format\":1,\"run\":1,\"name\":\"n\",\"began\":null,\"dropped\":0}\n";

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
    List<TaskEvent> events = anyEvents(random);
    events.sort(Comparator.comparingLong(TaskEvent::at));
    var trace = new RunTrace(1, text(random), null, events, random.nextInt(100), false);

    assertThat(TraceFile.read(written(trace))).isEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyEventIsTheJsonThatALibraryWouldWrite(long seed) throws Exception {
    var mapper = JsonMapper.shared();
    for (TaskEvent event : anyEvents(new Random(seed))) {
      var line = new StringBuilder();
      JsonLine.append(new TraceLine.Event(event), line);

      var expected = (ObjectNode) mapper.readTree(mapper.writeValueAsString(event));
      expected.put("type", LineTypes.of(event.getClass()));
      assertThat(mapper.readTree(line.toString())).isEqualTo(expected);
      assertThat(line.toString()).endsWith("}\n").doesNotContain("\r").containsOnlyOnce("\n");
    }
  }

  @Test
  void everyKindOfEventHasItsName() {
    assertThat(TaskEvent.class.getPermittedSubclasses())
        .allSatisfy(type -> {
          String name = LineTypes.of(type.asSubclass(TaskEvent.class));
          assertThat(name).matches("[a-z]+(-[a-z]+)+");
          assertThat(LineTypes.event(name)).isEqualTo(type);
        });
    assertThat(LineTypes.of(TaskEvent.BatchDeparted.class)).isEqualTo("batch-departed");
  }

  @Test
  void halfOfAPairOfSurrogatesComesBack() throws Exception {
    var trace = new RunTrace(1, "\ud83d \ude00 \ud83d\ude00", null, List.of(), 0, false);

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
        "HEAD{\"type\":\"dropped\",\"run\":1}  | 2 | dropped",
        "{\"type\":\"run\",\"format\":1,\"run\":1,\"name\":null,\"began\":null,\"dropped\":0} | 1 |"
            + " null",
        "HEAD{\"type\":\"scope-closed\"}        | 2 | ",
        "HEAD{\"at\":1}                         | 2 | type",
        "HEADnull                               | 2 | not a JSON object",
        "HEAD{\"type\":\"run-ended\",\"run\":1,\"at\":2,\"task\":1,\"ending\":null} | 2 | null",
        "HEAD{\"type\":\"run-ended\",\"run\":1,\"at\":2,\"task\":1,\"ending\":7.5} | 2 | ",
      })
  void aBadFileIsNamedWithTheLine(String text, int line, String problem) throws Exception {
    Path file = file(text.isEmpty() ? "" : text.replace("HEAD", HEAD) + "\n");

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

  @Nested
  class AFileOfAnotherVersion {
    @Test
    void thatIsOlderCanBeRead() throws Exception {
      Path file =
          file(
              HEAD
                  + """
                  {"type":"task-created","run":1,"at":2,"task":3,"parent":1,"scope":2,"name":"a",\
                  "path":"a","index":0,"site":null}
                  """);

      assertThat(TraceFile.read(file).events())
          .containsExactly(new TaskEvent.TaskCreated(1, 2, 3, 1, 2, "a", "a", 0, null));
    }

    @Test
    void thatIsNewerIsReadAsFarAsItIsKnown() throws Exception {
      Path file =
          file(
              HEAD
                  + """
                  {"type":"scope-closed","run":1,"at":2,"scope":3,"task":1,"mood":"good"}
                  {"type":"surprise","run":1,"at":2,"gift":{"size":3}}
                  {"type":"wait-ended","run":1,"at":3,"waitId":4,"task":1,"end":"NEW","releasedBy":0}
                  {"type":"run-ended","run":1,"at":4,"task":1,"ending":"OK"}
                  """);

      RunTrace trace = TraceFile.read(file);

      assertThat(trace.events())
          .containsExactly(
              new TaskEvent.ScopeClosed(1, 2, 3, 1), new TaskEvent.RunEnded(1, 4, 1, Ending.OK));
      assertThat(trace.unknown()).isEqualTo(2);
      assertThat(new TerminalTimeline(new Terminal(80, false, true)).draw(Timeline.of(trace)))
          .contains("2 events of kinds that only a later version knows");
    }
  }

  @Nested
  class AFileOfSeveralRuns {
    private final RunTrace first = TerminalTimelineTest.dashboard();
    private final RunTrace second =
        new RunTrace(
            8,
            "other",
            Instant.EPOCH,
            List.of(
                new TaskEvent.RunBegan(8, 0, 1, "other", Instant.EPOCH),
                new TaskEvent.ScopeClosed(8, 5, 2, 1)),
            0,
            false);

    private List<String> lines(RunTrace trace) throws IOException {
      return Files.readAllLines(written(trace));
    }

    private Path both(String end) throws IOException {
      List<String> ones = lines(first);
      List<String> others = lines(second);
      var mixed = new ArrayList<String>();
      for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
        ones.stream().skip(i).limit(1).forEach(mixed::add);
        others.stream().skip(i).limit(1).forEach(mixed::add);
      }
      return file(String.join("\n", mixed) + end);
    }

    @Test
    void givesThemAllHoweverTheirLinesAreMixed() throws Exception {
      assertThat(TraceFile.readAll(both("\n"))).containsExactly(first, second);
    }

    @Test
    void isNoFileOfOneRun() throws Exception {
      Path file = both("\n");

      assertThatThrownBy(() -> TraceFile.read(file))
          .isInstanceOf(MalformedTrace.class)
          .hasMessage(file + ", line 1: the file has 2 runs where one is expected");
    }

    @Test
    void saysOfTheRunsThatGoOnThatItBreaksOff() throws Exception {
      assertThat(TraceFile.readAll(both("\n{\"type\":\"sco")))
          .extracting(RunTrace::cutShort)
          .containsExactly(false, true);
    }

    @Test
    void maySayAgainWhatTheRunIsAndHowMuchOfItIsLost() throws Exception {
      String lines =
          """
          {"type":"dropped","run":8,"dropped":3}
          {"type":"dropped","run":8,"dropped":5}
          {"type":"run","format":1,"run":8,"name":"other","began":null,"dropped":5}
          """;

      assertThat(TraceFile.readAll(both("\n" + lines)))
          .extracting(RunTrace::dropped)
          .containsExactly(0L, 5L);
    }
  }

  @Test
  void aFileMayBreakOffInTheMiddleOfACharacter() throws Exception {
    byte[] whole = (HEAD + "{\"type\":\"é").getBytes(UTF_8);
    Path file = folder.resolve("cut.jsonl");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));

    assertThat(TraceFile.read(file).cutShort()).isTrue();
  }

  @Test
  void aFileMayNotBreakOffInItsFirstLine() throws Exception {
    Path file = file("{\"type\":\"ru");

    assertThatThrownBy(() -> TraceFile.read(file)).hasMessageContaining("no whole line");
  }

  private Path written(RunTrace trace) throws IOException {
    Path file = folder.resolve("run.jsonl");
    TraceFile.write(file, trace);
    return file;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("broken.jsonl"), text);
  }

  private static List<TaskEvent> anyEvents(Random random) {
    var events = new ArrayList<TaskEvent>();
    for (int i = 0; i < 300; i++) {
      events.add(anyEvent(random));
    }
    return events;
  }

  private static TaskEvent anyEvent(Random random) {
    long at = random.nextLong() >>> 1;
    long task = random.nextInt(50);
    return switch (random.nextInt(18)) {
      case 0 -> new TaskEvent.RunBegan(1, at, task, text(random), Instant.ofEpochSecond(at >>> 30));
      case 1 -> new TaskEvent.RunEnded(1, at, task, any(random, Ending.values()));
      case 2 -> new TaskEvent.ScopeOpened(1, at, task, task, text(random));
      case 3 -> new TaskEvent.ScopeClosed(1, at, task, task);
      case 4 ->
          new TaskEvent.TaskCreated(
              1, at, task, task, at, task, text(random), text(random), at, maybe(random));
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
      case 14 -> new TaskEvent.AttemptBegan(1, at, task, task, 3);
      case 15 ->
          new TaskEvent.AttemptEnded(
              1,
              at,
              task,
              task,
              3,
              any(random, Ending.values()),
              maybe(random),
              maybe(random),
              random.nextBoolean() ? null : Long.valueOf(at));
      case 16 ->
          new TaskEvent.BatchDeparted(
              1, at, task, text(random), 3, List.of(task), any(random, BatchCause.values()));
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
