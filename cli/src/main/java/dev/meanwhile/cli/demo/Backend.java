package dev.meanwhile.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.cli.demo.Traffic.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An HTTP server on the loopback interface, whose endpoints take their time.
 *
 * <p>While a slow endpoint waits, it sends blanks, which JSON allows before a value: only who
 * writes notices that the client has left.
 */
final class Backend implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofMillis(4);
  private static final Duration TOO_SHORT_FOR_HEARTBEATS = Duration.ofMillis(20);
  private static final int BACKLOG = 1024;

  static {
    // Without it, each second write of an answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1024");
  }

  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Traffic traffic;
  private final HttpServer server;

  Backend(Traffic traffic) throws IOException {
    this.traffic = traffic;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** From now on serves these endpoints, besides those that it serves already. */
  void serve(List<Endpoint> more) {
    more.forEach(endpoint -> endpoints.put("/" + endpoint.name(), endpoint));
  }

  URI address(String path) {
    InetSocketAddress address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Endpoint endpoint = endpoints.get(exchange.getRequestURI().getPath());
      if (endpoint == null) {
        answer(exchange, 404, "{\"error\":\"not found\"}");
      } else if (traffic.isTooMany(exchange.getRemoteAddress().getPort(), endpoint.connections())) {
        exchange.getResponseHeaders().set("Connection", "close");
        answer(exchange, 503, "{\"error\":\"overloaded\"}");
      } else {
        serve(exchange, endpoint);
      }
    }
  }

  private void serve(HttpExchange exchange, Endpoint endpoint) {
    Visit visit = traffic.begin();
    try {
      boolean fails = ThreadLocalRandom.current().nextDouble() < endpoint.failureRate();
      int status = fails ? 500 : 200;
      String body = fails ? "{\"error\":\"broken\"}" : "{\"from\":\"" + endpoint.name() + "\"}";
      if (endpoint.latency().compareTo(TOO_SHORT_FOR_HEARTBEATS) <= 0) {
        Thread.sleep(endpoint.latency());
        visit.end();
        answer(exchange, status, body);
      } else {
        trickle(exchange, endpoint, status, body, visit);
      }
    } catch (IOException left) {
      visit.abort();
    } catch (InterruptedException closing) {
      visit.end();
    }
  }

  private static void trickle(
      HttpExchange exchange, Endpoint endpoint, int status, String body, Visit visit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + endpoint.latency().toNanos();
    exchange.sendResponseHeaders(status, 0);
    OutputStream out = exchange.getResponseBody();
    for (long left = endpoint.latency().toNanos(); left > 0; left = end - System.nanoTime()) {
      out.write(' ');
      out.flush();
      Thread.sleep(Duration.ofNanos(Math.min(left, HEARTBEAT.toNanos())));
    }
    visit.end();
    out.write(body.getBytes(StandardCharsets.UTF_8));
    out.close();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
