package dev.meanwhile.otel;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.attempts;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.retry;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.Limit;
import dev.meanwhile.Loader;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import dev.meanwhile.trace.Recorder;
import dev.meanwhile.trace.export.OtlpTrace;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded run is exported as the very spans that are made live, as the SDK writes them. */
@ExtendWith(LeakGuard.class)
class RecordedSpansTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Limit db = atMost(1).named("db");
  private final Loader<Integer, Integer, RuntimeException> users =
      Loader.of(keys -> {
        var found = new HashMap<Integer, Integer>();
        keys.forEach(key -> found.put(key, key));
        return found;
      });

  /** Something of everything that spans tell; each task that may be looked for has a name. */
  private Integer work() throws Exception {
    return scope(
        "page",
        s -> {
          var user = s.start("user", () -> after(10));
          s.start("team", () -> user.get());
          s.start("rates", () -> map(List.of(1, 2), atMost(1), i -> after(i)));
          s.start(
              "mirrors", () -> race(named("far", () -> after(9)), named("near", () -> after(3))));
          s.start("ads", () -> settle(List.of(named("banner", () -> fail()))));
          s.start("stock", () -> stock());
          s.start("author", () -> users.load(7));
          db.start(s, named("first", () -> after(5)));
          db.start(s, named("second", () -> after(5)));
          return user.get();
        });
  }

  private int stock() throws Exception {
    Iterator<Boolean> fails = List.of(true, false).iterator();
    return retry(
        attempts(2).backoff(Backoff.fixed(ofMillis(4))), () -> fails.next() ? fail() : after(1));
  }

  private static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  private static int fail() throws IOException {
    throw new IOException("refused");
  }

  @Test
  void haveTheNamesAttributesEventsAndParentsOfTheLiveOnes() throws Exception {
    var exported = new Exported();
    var recorder = new Recorder();
    try (var _ = TaskTelemetry.of(exported.sdk).install();
        var _ = recorder.install()) {
      VirtualTime.create().run(this::work);
    }
    var live = new ByteArrayOutputStream();
    TraceRequestMarshaler.create(exported.spans()).writeJsonTo(live);
    var recorded = new StringWriter();
    new OtlpTrace().write(recorder.runs().getFirst(), recorded);

    assertThat(spans(JSON.readTree(recorded.toString())))
        .containsExactlyInAnyOrderElementsOf(spans(JSON.readTree(live.toByteArray())));
    exported.sdk.close();
  }

  /** Each span as text in which numbers of spans are names, and without times. */
  private static List<String> spans(JsonNode document) {
    var spans = new ArrayList<JsonNode>();
    document
        .path("resourceSpans")
        .forEach(resource ->
            resource.path("scopeSpans").forEach(scope -> scope.path("spans").forEach(spans::add)));
    Map<String, String> names = new TreeMap<>();
    spans.forEach(span -> names.put(span.path("spanId").asString(), name(span)));
    return spans.stream().map(span -> told(span, names)).toList();
  }

  private static String name(JsonNode span) {
    return attributes(span, Map.of())
        .getOrDefault("meanwhile.task.path", span.path("name").asString());
  }

  private static String told(JsonNode span, Map<String, String> names) {
    var events = new ArrayList<String>();
    span.path("events")
        .forEach(event -> events.add(event.path("name").asString() + attributes(event, names)));
    return name(span)
        + " \""
        + span.path("name").asString()
        + "\" below "
        + names.get(span.path("parentSpanId").asString(""))
        + " kind "
        + span.path("kind")
        + " status "
        + span.path("status")
        + attributes(span, names)
        + events;
  }

  private static Map<String, String> attributes(JsonNode of, Map<String, String> names) {
    var attributes = new TreeMap<String, String>();
    for (JsonNode attribute : of.path("attributes")) {
      String value = attribute.path("value").toString();
      for (var name : names.entrySet()) {
        value = value.replace(name.getKey(), name.getValue());
      }
      attributes.put(attribute.path("key").asString(), value);
    }
    return attributes;
  }
}
