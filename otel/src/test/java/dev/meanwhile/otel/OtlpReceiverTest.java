package dev.meanwhile.otel;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Spans arrive at a receiver by the protocol of OpenTelemetry, as the SDK sends them. */
class OtlpReceiverTest {
  private final List<String> posted = new CopyOnWriteArrayList<>();

  @Test
  void spansOfTasksArePosted() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint("http://localhost:" + server.getAddress().getPort() + "/v1/traces")
            .build();
    var provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();

    try (var sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        var _ = TaskTelemetry.of(sdk).install()) {
      all(named("read user", () -> 1), named("read org", () -> 2), Integer::sum);
      assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    } finally {
      server.stop(0);
    }

    assertThat(String.join("", posted)).contains("read user", "read org", "meanwhile.wait.begin");
  }

  /** Texts stand in a protobuf message as they are. */
  private void receive(HttpExchange exchange) throws IOException {
    posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
