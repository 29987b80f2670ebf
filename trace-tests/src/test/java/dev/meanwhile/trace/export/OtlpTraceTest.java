package dev.meanwhile.trace.export;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.RunTrace;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What spans say is compared with the live ones, where those are made; here, how they are kept. */
class OtlpTraceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05.000000006Z");

  private static List<String> lines(RunTrace trace) throws IOException {
    var out = new StringWriter();
    new OtlpTrace().write(trace, out);
    return out.toString().lines().toList();
  }

  private static List<JsonNode> spans(List<String> lines) {
    var spans = new ArrayList<JsonNode>();
    lines.forEach(line ->
        JSON.readTree(line)
            .path("resourceSpans")
            .path(0)
            .path("scopeSpans")
            .path(0)
            .path("spans")
            .forEach(spans::add));
    return spans;
  }

  private static RunTrace recorded(int elements) throws Exception {
    var recorder = new Recorder(1 << 18);
    var items = LongStream.range(0, elements).boxed().toList();
    recorder.watch("page", () -> map(items, atMost(4), i -> i));
    return recorder.runs().getFirst();
  }

  /** Two tasks, of which one has not ended. */
  private static RunTrace unfinished() {
    List<TaskEvent> events =
        List.of(
            new RunBegan(7, 0, 1, "page", BEGAN),
            new TaskCreated(7, 100, 2, 1, 9, "user", "page/user", 0, null),
            new TaskEvent.TaskStarted(7, 200, 2, "page/user"),
            new TaskEvent.WaitBegan(7, 300, 3, 2, TaskEvent.WaitReason.SLEEP, List.of()));
    return new RunTrace(7, "page", BEGAN, events, 0, false);
  }

  @Nested
  class Rules {
    @Test
    void numbersOfTracesAndSpansAreHexadecimalAndOfTheirLength() throws Exception {
      List<JsonNode> spans = spans(lines(recorded(10)));

      assertThat(spans).hasSize(11);
      assertThat(spans)
          .allSatisfy(span -> {
            assertThat(span.path("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(span.path("spanId").asString()).matches("[0-9a-f]{16}");
          });
      assertThat(spans).extracting(span -> span.path("traceId")).containsOnly(traceId(spans));
      assertThat(spans).extracting(span -> span.path("spanId")).doesNotHaveDuplicates();
    }

    private static JsonNode traceId(List<JsonNode> spans) {
      return spans.getFirst().path("traceId");
    }

    @Test
    void everyParentIsThereAndOnlyTheRunHasNone() throws Exception {
      var ids = new HashSet<String>();
      List<JsonNode> spans = spans(lines(recorded(10)));
      spans.forEach(span -> ids.add(span.path("spanId").asString()));

      assertThat(spans.getFirst().has("parentSpanId")).isFalse();
      assertThat(spans.subList(1, spans.size()))
          .allMatch(span -> ids.contains(span.path("parentSpanId").asString("")));
    }

    @Test
    void timesAreNanosecondsSince1970AsText() throws Exception {
      JsonNode user = spans(lines(unfinished())).getLast();

      assertThat(user.path("startTimeUnixNano").isString()).isTrue();
      assertThat(user.path("startTimeUnixNano").asString()).isEqualTo("1767323045000000106");
      assertThat(user.path("events").path(0).path("timeUnixNano").asString())
          .isEqualTo("1767323045000000206");
    }

    @Test
    void integersAreTextAndEnumsAreNumbers() throws Exception {
      JsonNode user = spans(lines(unfinished())).getLast();

      assertThat(user.path("kind").isIntegralNumber()).isTrue();
      assertThat(user.path("attributes").path(0).toString())
          .isEqualTo("{\"key\":\"meanwhile.run.id\",\"value\":{\"intValue\":\"7\"}}");
    }
  }

  @Test
  void aTaskThatHasNotEndedEndsWithTheTraceAndHasNoOutcome() throws Exception {
    JsonNode user = spans(lines(unfinished())).getLast();

    assertThat(user.path("endTimeUnixNano").asString()).isEqualTo("1767323045000000306");
    assertThat(user.path("attributes").toString()).doesNotContain("outcome");
    assertThat(user.path("status")).isEmpty();
  }

  @Test
  void theSameFileGivesTheSameSpans() throws Exception {
    assertThat(lines(unfinished())).isEqualTo(lines(unfinished())).hasSize(1);
  }

  @Test
  void manySpansAreSeveralLines() throws Exception {
    List<String> lines = lines(recorded(OtlpTrace.BATCH + 5));

    assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("{\"resourceSpans\":[{"));
    assertThat(spans(lines.subList(0, 1))).hasSize(OtlpTrace.BATCH);
    assertThat(spans(lines.subList(1, 2))).hasSize(6);
  }

  @Test
  void aTraceWithoutItsBeginningIsWritten() throws Exception {
    RunTrace whole = unfinished();
    var rest = new RunTrace(7, "run 7", null, whole.events().subList(2, 4), 2, false);

    assertThat(spans(lines(rest)))
        .singleElement()
        .satisfies(span -> assertThat(span.path("name").asString()).isEqualTo("task 2"));
  }
}
