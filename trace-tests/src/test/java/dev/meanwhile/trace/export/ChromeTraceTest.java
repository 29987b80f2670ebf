package dev.meanwhile.trace.export;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.VirtualTime;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Story;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChromeTraceTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The rules of the format, on a run told by hand and on one that happened. */
  @Nested
  class Rules {
    @Test
    void everyEventHasAPhaseATimeAProcessAThreadAndAName() throws Exception {
      for (JsonNode event : allEvents()) {
        assertThat(event.path("ph").asString()).matches("[MbeXsfiC]");
        assertThat(event.path("ts").isNumber()).isTrue();
        assertThat(event.path("pid").isIntegralNumber()).isTrue();
        assertThat(event.path("tid").isIntegralNumber()).isTrue();
        assertThat(event.path("name").isString()).isTrue();
      }
    }

    @Test
    void beginningsAndEndsOfAsyncEventsPairByCategoryAndId() throws Exception {
      for (List<JsonNode> events : documents()) {
        var open = new HashMap<String, JsonNode>();
        for (JsonNode event : events) {
          String key = event.path("cat").asString("") + " " + event.path("id").asString("");
          switch (event.path("ph").asString()) {
            case "b" -> assertThat(open.put(key, event)).isNull();
            case "e" -> assertThat(ts(event)).isGreaterThanOrEqualTo(ts(open.remove(key)));
            default -> {}
          }
        }
        assertThat(open).isEmpty();
      }
    }

    @Test
    void eachArrowHasOneStartAndOneFinishThatIsNotEarlier() throws Exception {
      for (List<JsonNode> events : documents()) {
        List<JsonNode> starts = phase(events, "s");
        assertThat(starts).isNotEmpty();
        assertThat(starts.stream().map(ChromeTraceTest::id)).doesNotHaveDuplicates();
        assertThat(phase(events, "f")).hasSameSizeAs(starts);
        for (JsonNode start : starts) {
          var finishes = phase(events, "f").stream().filter(f -> id(f).equals(id(start))).toList();
          assertThat(finishes).hasSize(1);
          assertThat(ts(finishes.getFirst())).isGreaterThanOrEqualTo(ts(start));
          assertThat(finishes.getFirst().path("cat")).isEqualTo(start.path("cat"));
          assertThat(finishes.getFirst().path("name")).isEqualTo(start.path("name"));
          assertThat(finishes.getFirst().path("bp").asString()).isEqualTo("e");
        }
      }
    }

    @Test
    void bothEndsOfAnArrowLieWithinASliceOfTheirThread() throws Exception {
      for (List<JsonNode> events : documents()) {
        Stream.concat(phase(events, "s").stream(), phase(events, "f").stream())
            .forEach(end ->
                assertThat(phase(events, "X"))
                    .anyMatch(slice -> isOnThread(slice, end) && holds(slice, ts(end))));
      }
    }

    @Test
    void slicesOfAThreadFollowEachOtherWithoutOverlap() throws Exception {
      for (List<JsonNode> events : documents()) {
        var until = new HashMap<Integer, BigDecimal>();
        for (JsonNode slice : phase(events, "X")) {
          BigDecimal before = until.getOrDefault(slice.path("tid").asInt(), BigDecimal.ZERO);
          assertThat(ts(slice)).isGreaterThanOrEqualTo(before);
          until.put(slice.path("tid").asInt(), ts(slice).add(slice.path("dur").decimalValue()));
        }
      }
    }

    private List<JsonNode> allEvents() throws Exception {
      return documents().stream().flatMap(List::stream).toList();
    }

    private List<List<JsonNode>> documents() throws Exception {
      return List.of(events(Samples.everything()), events(recorded()));
    }
  }

  @Test
  void timesAreMicrosecondsAndKeepTheirNanoseconds() throws Exception {
    var events = events(Samples.everything());

    assertThat(phase(events, "X").stream().filter(e -> name(e).equals("waited for a time to pass")))
        .anySatisfy(slice -> {
          assertThat(ts(slice)).isEqualByComparingTo("100000");
          assertThat(slice.path("dur").decimalValue()).isEqualByComparingTo("10500");
        });
  }

  @Test
  void anArrowLeadsFromTheTaskThatEndedTheWait() throws Exception {
    var events = events(Samples.everything());
    var arrow =
        phase(events, "s").stream().filter(e -> name(e).equals("waited for a result")).toList();

    assertThat(arrow).hasSize(1);
    assertThat(ts(arrow.getFirst())).isEqualByComparingTo("79999.999");
    assertThat(thread(events, "user")).isEqualTo(arrow.getFirst().path("tid").asInt());
  }

  /** A worker reports it, which is no task where it found no element. */
  @Test
  void theEndOfAMapHasAnArrowFromTheElementThatEndedLast() throws Exception {
    List<TaskEvent> told =
        List.of(
            new RunBegan(1, 0, 1, "map", Instant.EPOCH),
            new TaskCreated(1, 0, 3, 1, 2, "map[0]", "map[0]", 0, null),
            new TaskStarted(1, 10, 3, "map[0]"),
            new WaitBegan(1, 20, 9, 1, WaitReason.JOIN, List.of()),
            new TaskEnded(1, 100, 3, Ending.OK, null, null),
            new WaitEnded(1, 110, 9, 1, WaitEnd.RELEASED, 77),
            new RunEnded(1, 120, 1, Ending.OK));
    var events = events(new RunTrace(1, "map", Instant.EPOCH, told, 0, false));

    assertThat(phase(events, "s"))
        .singleElement()
        .satisfies(
            arrow -> assertThat(arrow.path("tid").asInt()).isEqualTo(thread(events, "map[0]")));
  }

  @Test
  void aLimitIsACounter() throws Exception {
    assertThat(phase(events(Samples.everything()), "C"))
        .extracting(event -> name(event) + " " + event.path("args"))
        .containsExactly(
            "limit limit {\"in use\":1,\"waiting\":1}",
            "limit limit {\"in use\":1,\"waiting\":0}",
            "limit limit {\"in use\":0,\"waiting\":0}");
  }

  @Test
  void namesMayHoldAnything() throws Exception {
    String name = "a \"b\" \\ \n\u0001 é 漢";

    assertThat(phase(events(Samples.named(name)), "b")).allMatch(event -> name(event).equals(name));
  }

  @Test
  void aRunWithoutItsBeginningIsWrittenToo() throws Exception {
    RunTrace whole = Samples.everything();
    var rest = whole.events().subList(9, whole.events().size());

    assertThat(events(new RunTrace(7, "rest", null, rest, 9, false))).isNotEmpty();
    assertThat(events(new Story("short").goesOn())).isNotEmpty();
  }

  @Test
  void theWriterIsLeftOpen(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.json");
    try (var out = Files.newBufferedWriter(file)) {
      new ChromeTrace().write(Samples.everything(), out);
      out.write("\n");
    }

    assertThat(JSON.readTree(file).path("otherData").path("run").asString()).isEqualTo("page");
  }

  private static RunTrace recorded() throws Exception {
    var recorder = new Recorder();
    try (var _ = recorder.install()) {
      VirtualTime.create()
          .run(() ->
              scope(scope -> {
                var user = scope.start(() -> slept(20, 1));
                var team = scope.start(() -> user.get() + slept(30, 2));
                return map(List.of(10, 20, 30), atMost(2), n -> slept(n, team.get()));
              }));
    }
    return recorder.runs().getFirst();
  }

  private static int slept(long millis, int value) throws InterruptedException {
    sleep(Duration.ofMillis(millis));
    return value;
  }

  private static List<JsonNode> events(RunTrace trace) throws Exception {
    var events = new ArrayList<JsonNode>();
    JsonNode document = JSON.readTree(Samples.text(new ChromeTrace(), trace));
    document.path("traceEvents").forEach(events::add);
    return events;
  }

  private static List<JsonNode> phase(List<JsonNode> events, String phase) {
    return events.stream().filter(event -> event.path("ph").asString().equals(phase)).toList();
  }

  private static int thread(List<JsonNode> events, String task) {
    return phase(events, "b").stream()
        .filter(event -> name(event).equals(task))
        .findFirst()
        .orElseThrow()
        .path("tid")
        .asInt();
  }

  private static boolean isOnThread(JsonNode slice, JsonNode end) {
    return slice.path("tid").equals(end.path("tid")) && slice.path("pid").equals(end.path("pid"));
  }

  private static boolean holds(JsonNode slice, BigDecimal at) {
    BigDecimal end = ts(slice).add(slice.path("dur").decimalValue());
    return ts(slice).compareTo(at) <= 0 && at.compareTo(end) < 0;
  }

  private static BigDecimal ts(JsonNode event) {
    return event.path("ts").decimalValue();
  }

  private static String id(JsonNode event) {
    return event.path("id").asString();
  }

  private static String name(JsonNode event) {
    return event.path("name").asString();
  }
}
