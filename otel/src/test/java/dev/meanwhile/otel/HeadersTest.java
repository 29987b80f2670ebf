package dev.meanwhile.otel;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.io.http.Http;
import dev.meanwhile.testing.LeakGuard;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server sees which task called it. */
@ExtendWith(LeakGuard.class)
class HeadersTest {
  private final Exported exported = new Exported();
  private final TaskTelemetry telemetry = TaskTelemetry.of(exported.sdk);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Http http = Http.of(client).decorating(telemetry.headers());
  private final Map<String, List<String>> parents = new ConcurrentHashMap<>();
  private final Map<String, List<String>> baggage = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    client.shutdownNow();
    exported.sdk.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    parents.put(path, exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
    baggage.put(path, exchange.getRequestHeaders().getOrDefault("baggage", List.of()));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private String call(String path) throws IOException, InterruptedException {
    return http.get(URI.create("http://localhost:" + server.getAddress().getPort() + path))
        .asString();
  }

  /** The header by the specification, W3C Trace Context. */
  private static String traceparent(SpanData span) {
    String flags = span.getSpanContext().getTraceFlags().asHex();
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + flags;
  }

  @Test
  void aCallNamesTheSpanOfItsTask() throws Exception {
    try (var _ = telemetry.install()) {
      all(named("user", () -> call("/user")), named("org", () -> call("/org")), String::concat);
    }

    assertThat(parents.get("/user")).containsExactly(traceparent(exported.one("user")));
    assertThat(parents.get("/org")).containsExactly(traceparent(exported.one("org")));
  }

  @Test
  void aCallWithinADeadlineOutsideAnyTaskNamesTheRun() throws Exception {
    try (var _ = telemetry.install()) {
      within(ofSeconds(60), () -> call("/user"));
    }

    assertThat(parents.get("/user")).containsExactly(traceparent(exported.one("within")));
  }

  @Test
  void theBaggageGoesAlong() throws Exception {
    try (var _ = telemetry.install();
        var _ = Baggage.builder().put("tenant", "acme").build().makeCurrent()) {
      within(ofSeconds(60), () -> call("/user"));
    }

    assertThat(baggage.get("/user")).containsExactly("tenant=acme");
  }

  @Test
  void withoutASpanThereIsNoHeader() throws Exception {
    call("/user");

    assertThat(parents.get("/user")).isEmpty();
  }
}
