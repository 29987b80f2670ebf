package dev.meanwhile.examples.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The service of another company, on the loopback interface, which takes its time: shipping rates,
 * reviews and recommendations. It speaks just enough HTTP. While it waits it listens, so it notices
 * a caller who leaves.
 */
final class Partner implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Map<String, Duration> latencies = new ConcurrentHashMap<>();
  private final Duration latency;
  private final ServerSocket server;

  private Partner(Duration latency, ServerSocket server) {
    this.latency = latency;
    this.server = server;
  }

  /** One that takes so long for each answer. */
  static Partner open(Duration latency) throws IOException {
    var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    var partner = new Partner(latency, server);
    partner.threads.execute(partner::accept);
    return partner;
  }

  /** Where it is. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on, what is at {@code path} takes so long. */
  void setLatency(String path, Duration other) {
    latencies.put(path, other);
  }

  /** How many callers wait for an answer. */
  int waiting() {
    return waiting.get();
  }

  /** How many callers have left before they got one. */
  int abandoned() {
    return abandoned.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        threads.execute(() -> serve(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      var in =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
      for (URI asked = next(in); asked != null && answer(caller, asked); asked = next(in)) {}
    } catch (IOException left) {
      // There is nobody to tell.
    }
  }

  /** What is asked for next; null at the end. */
  private static @Nullable URI next(BufferedReader in) throws IOException {
    String request = in.readLine();
    for (String header = request; header != null && !header.isEmpty(); ) {
      header = in.readLine();
    }
    return request == null ? null : URI.create(request.split(" ")[1]);
  }

  private boolean answer(Socket caller, URI asked) throws IOException {
    waiting.incrementAndGet();
    try {
      if (leaves(caller, latencies.getOrDefault(asked.getPath(), latency))) {
        abandoned.incrementAndGet();
        return false;
      }
    } finally {
      waiting.decrementAndGet();
    }
    String body = body(asked);
    String status = body.isEmpty() ? "404 Not Found" : "200 OK";
    String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
    caller.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  /** Waits so long for the caller to leave: nobody says anything before the answer. */
  private static boolean leaves(Socket caller, Duration latency) throws IOException {
    caller.setSoTimeout((int) Math.max(1, latency.toMillis()));
    try {
      return caller.getInputStream().read() < 0;
    } catch (SocketTimeoutException stays) {
      caller.setSoTimeout(0);
      return false;
    } catch (IOException left) {
      return true;
    }
  }

  private static String body(URI asked) {
    return switch (asked.getPath()) {
      case "/rates" -> "{\"cents\":" + rate(asked.getQuery()) + "}";
      case "/reviews" -> "[\"sturdy\",\"arrived late\"]";
      case "/recommendations" -> "[\"light bulbs\",\"a rug\"]";
      default -> "";
    };
  }

  private static int rate(String query) {
    int grams = Integer.parseInt(query.substring(query.lastIndexOf('=') + 1));
    return (query.contains("country=DE") ? 490 : 990) + grams / 10;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    threads.close();
  }
}
