import static dev.meanwhile.Meanwhile.*;

import dev.meanwhile.io.http.Http;
import dev.meanwhile.otel.TaskTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

final Kept kept = new Kept();
final OpenTelemetrySdk openTelemetry =
    OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(kept)).build())
        .build();
final Tracer tracer = openTelemetry.getTracer("shop");

void main() throws InterruptedException {
  // @start region="install"
  TaskTelemetry telemetry = TaskTelemetry.of(openTelemetry);
  var registration = telemetry.install(); // once, when the application starts
  // @end
  Span request = tracer.spanBuilder("GET /dashboard").startSpan();
  try (var _ = request.makeCurrent()) {
    scope(
        "dashboard",
        s -> {
          var user = s.start("user", () -> select("user"));
          var orders = s.start("orders", () -> map(List.of(1, 2), atMost(2), _ -> select("order")));
          return user.get() + orders.get();
        });
  } finally {
    request.end();
  }
  registration.close();
  kept.print(SpanId.getInvalid(), "");
}

/** As an instrumented driver would: a span of its own, below that of the task. */
String select(String what) {
  tracer.spanBuilder("select " + what).startSpan().end();
  return what;
}

Http partner(HttpClient client, TaskTelemetry telemetry) {
  // @start region="headers"
  Http partner = Http.of(client).decorating(telemetry.headers()); // traceparent on each request
  // @end
  return partner;
}

/** Keeps spans in memory; an application exports them to a backend. */
static class Kept implements SpanExporter {
  private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

  @Override
  public CompletableResultCode export(Collection<SpanData> ended) {
    spans.addAll(ended);
    return CompletableResultCode.ofSuccess();
  }

  void print(String parent, String indent) {
    spans.stream()
        .filter(span -> span.getParentSpanId().equals(parent))
        .sorted(Comparator.comparing(SpanData::getName))
        .forEach(span -> {
          IO.println(indent + span.getName());
          print(span.getSpanId(), indent + "  ");
        });
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
