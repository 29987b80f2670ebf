package dev.meanwhile.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** A real SDK, and what it exported. */
final class Exported {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .setPropagators(
              ContextPropagators.create(
                  TextMapPropagator.composite(
                      W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
          .build();

  /** What the user's own code makes spans with. */
  final Tracer tracer = sdk.getTracer("test");

  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  List<String> names() {
    return spans().stream().map(SpanData::getName).toList();
  }

  /** The span of this name, of which there must be one. */
  SpanData one(String name) {
    List<SpanData> named = all(name);
    assertThat(named).as("spans \"%s\" among %s", name, names()).hasSize(1);
    return named.getFirst();
  }

  List<SpanData> all(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  /** The name of the span's parent; empty if it has none. */
  String parent(SpanData span) {
    return spans().stream()
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .map(SpanData::getName)
        .findFirst()
        .orElse("");
  }

  String parent(String name) {
    return parent(one(name));
  }

  static List<EventData> events(SpanData span, String name) {
    return span.getEvents().stream().filter(event -> event.getName().equals(name)).toList();
  }
}
