package dev.meanwhile.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.Task;
import dev.meanwhile.examples.shop.ShopService.NotFound;
import dev.meanwhile.examples.shop.ShopService.Order;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The shop over HTTP: each form under a path of its own. A virtual thread for each request. */
final class ShopServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  static {
    // Without it, each second write of an answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1024");
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private ShopServer(HttpServer server) {
    this.server = server;
  }

  static ShopServer open(ShopOptions options, ShopService byHand, ShopService withMeanwhile)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port());
    var shop = new ShopServer(HttpServer.create(address, BACKLOG));
    shop.mount("/by-hand/", byHand, ShopServer::serve);
    shop.mount(
        "/meanwhile/",
        withMeanwhile,
        (exchange, work) -> HangUp.serve(exchange, options.heartbeat(), work));
    shop.server.setExecutor(shop.threads);
    shop.server.start();
    return shop;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a request with what comes out of the work for it. */
  private interface Serving {
    void serve(HttpExchange exchange, Task<Reply, Exception> work) throws IOException;
  }

  private void mount(String path, ShopService service, Serving serving) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            String endpoint = exchange.getRequestURI().getPath().substring(path.length());
            if (asked(exchange, endpoint).equals("GET export")) {
              export(exchange, service);
            } else {
              serving.serve(exchange, () -> reply(endpoint, exchange, service));
            }
          }
        });
  }

  private static void serve(HttpExchange exchange, Task<Reply, Exception> work) throws IOException {
    Reply reply;
    try {
      reply = work.run();
    } catch (Exception failure) {
      reply = Reply.failed(failure);
    }
    reply.sendTo(exchange);
  }

  private static Reply reply(String endpoint, HttpExchange exchange, ShopService service)
      throws Exception {
    var query = Query.of(exchange.getRequestURI());
    String asked = asked(exchange, endpoint);
    return switch (asked) {
      case "GET dashboard" -> Reply.ok(service.dashboard(query.id("user"), query.id("org")));
      case "GET search" -> Reply.ok(service.search(query.text("q")));
      case "GET invoices" -> Reply.ok(service.invoices(query.id("org")));
      case "POST order" ->
          Reply.ok(
              service.order(
                  new Order(query.id("user"), query.id("product"), query.number("quantity"))));
      default -> throw new NotFound("endpoint " + asked);
    };
  }

  private static String asked(HttpExchange exchange, String endpoint) {
    return exchange.getRequestMethod() + " " + endpoint;
  }

  /** A failure breaks the answer off: its status has been sent. */
  private static void export(HttpExchange exchange, ShopService service) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/csv");
    exchange.sendResponseHeaders(200, 0);
    var body = new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8);
    var out = new BufferedWriter(body);
    try {
      service.export(out);
    } catch (IOException left) {
      throw left;
    } catch (Exception failure) {
      throw new IOException(failure);
    }
    out.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }
}
