package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.trace.RunTrace;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Spans in the JSON of OpenTelemetry's protocol, as files that Jaeger opens by upload and the
 * collector reads. One line holds up to {@value #BATCH} spans: a run of usual size is one JSON
 * object. The words are those of live spans, as {@code docs/telemetry.md} lists them.
 *
 * <p>The number of the trace is made from the run, so that the same file gives the same spans. A
 * task that has not ended ends with the trace. Where the beginning of a run was dropped, times
 * count from 1970.
 *
 * <p>Source: OTLP 1.x, section JSON Protobuf Encoding: numbers of traces and spans are hexadecimal,
 * 64-bit integers are text, enums are numbers.
 */
public final class OtlpTrace implements TraceExport {
  /** How many spans a line holds at most. */
  static final int BATCH = 5_000;

  private static final int INTERNAL = 1;
  private static final int ERROR = 2;

  /** Creates the export. */
  public OtlpTrace() {}

  @Override
  public void write(RunTrace trace, Writer out) throws IOException {
    List<OtlpSpan> spans = OtlpSpans.of(trace.events());
    var document = new Document(trace);
    for (int from = 0; from < spans.size(); from += BATCH) {
      List<OtlpSpan> batch = spans.subList(from, Math.min(spans.size(), from + BATCH));
      Json.write(out, json -> document.line(batch, json));
      out.write('\n');
    }
    out.flush();
  }

  /** What the lines of one trace share. */
  private static final class Document {
    private final String traceId;
    private final long epoch;
    private final long to;

    Document(RunTrace trace) {
      String origin = trace.run() + " " + trace.name() + " " + trace.began();
      UUID id = UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8));
      this.traceId = id.toString().replace("-", "");
      this.epoch = nanos(trace.began());
      this.to = trace.events().stream().mapToLong(TaskEvent::at).max().orElse(0);
    }

    private static long nanos(@Nullable Instant began) {
      return began == null ? 0 : began.getEpochSecond() * 1_000_000_000 + began.getNano();
    }

    void line(List<OtlpSpan> spans, JsonGenerator json) {
      json.writeStartObject();
      json.writeArrayPropertyStart("resourceSpans");
      json.writeStartObject();
      json.writeObjectPropertyStart("resource");
      attributes(Map.of("service.name", "meanwhile"), json);
      json.writeEndObject();
      json.writeArrayPropertyStart("scopeSpans");
      json.writeStartObject();
      json.writeObjectPropertyStart("scope");
      json.writeStringProperty("name", "dev.meanwhile");
      json.writeEndObject();
      json.writeArrayPropertyStart("spans");
      spans.forEach(span -> span(span, json));
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void span(OtlpSpan span, JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("traceId", traceId);
      json.writeStringProperty("spanId", span.id);
      if (span.parent != null) {
        json.writeStringProperty("parentSpanId", span.parent);
      }
      json.writeStringProperty("name", span.name);
      json.writeNumberProperty("kind", INTERNAL);
      json.writeStringProperty("startTimeUnixNano", time(span.start));
      json.writeStringProperty("endTimeUnixNano", time(span.end == null ? to : span.end));
      attributes(span.attributes, json);
      json.writeArrayPropertyStart("events");
      span.events.forEach(event -> event(event, json));
      json.writeEndArray();
      status(span, json);
      json.writeEndObject();
    }

    private void event(OtlpSpan.Event event, JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("timeUnixNano", time(event.at()));
      json.writeStringProperty("name", event.name());
      attributes(event.attributes(), json);
      json.writeEndObject();
    }

    private String time(long at) {
      return String.valueOf(epoch + at);
    }

    private static void status(OtlpSpan span, JsonGenerator json) {
      json.writeObjectPropertyStart("status");
      if (span.failed) {
        if (span.description != null) {
          json.writeStringProperty("message", span.description);
        }
        json.writeNumberProperty("code", ERROR);
      }
      json.writeEndObject();
    }

    private static void attributes(Map<String, Object> attributes, JsonGenerator json) {
      json.writeArrayPropertyStart("attributes");
      attributes.forEach((key, value) -> {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeName("value");
        value(value, json);
        json.writeEndObject();
      });
      json.writeEndArray();
    }

    private static void value(Object value, JsonGenerator json) {
      json.writeStartObject();
      switch (value) {
        case Long number -> json.writeStringProperty("intValue", number.toString());
        case Boolean truth -> json.writeBooleanProperty("boolValue", truth);
        case List<?> list -> {
          json.writeObjectPropertyStart("arrayValue");
          json.writeArrayPropertyStart("values");
          list.forEach(element -> value(element, json));
          json.writeEndArray();
          json.writeEndObject();
        }
        default -> json.writeStringProperty("stringValue", value.toString());
      }
      json.writeEndObject();
    }
  }
}
