import static dev.meanwhile.Meanwhile.*;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.io.http.Http;
import dev.meanwhile.io.http.HttpStatusException;
import dev.meanwhile.io.http.ServerSentEvent;
import dev.meanwhile.resilience.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

// @start region="http"
static final Http SHOP =
    Http.of(HttpClient.newBuilder().connectTimeout(ofSeconds(2)).build())
        .under(Policy.of(attempts(3).backoff(ofMillis(10), ofSeconds(1)), atMost(20)))
        .timeout(ofSeconds(5)) // of each attempt
        .decorating(request -> request.setHeader("traceparent", trace()));

// @end

void main() throws IOException, InterruptedException {
  HttpServer server = start();
  URI shop = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  calls(shop);
  refused(shop);
  cutOff(shop);
  server.stop(0);
}

void calls(URI shop) throws IOException, InterruptedException {
  // @start region="calls"
  // both at once; a 503 is asked again, since a GET may be
  String page =
      all(
          () -> SHOP.get(shop.resolve("/user")).asString(),
          () -> SHOP.get(shop.resolve("/visits")).as(body -> body.readAllBytes().length),
          (user, visits) -> user + " was here " + visits + " times");
  IO.println(page);

  // a POST is sent again only if it is declared: the server knows the key
  String receipt =
      SHOP.post(shop.resolve("/orders"), ofString("pen")).idempotencyKey("order-7").asString();
  IO.println(receipt);

  // a stream ends the exchange when it is closed
  try (Stream<ServerSentEvent> prices = SHOP.get(shop.resolve("/prices")).events()) {
    prices.limit(3).forEach(event -> IO.println(event.type() + " " + event.data()));
  }
  // @end
}

void refused(URI shop) throws IOException, InterruptedException {
  try {
    SHOP.post(shop.resolve("/orders"), ofString("ink")).discard();
  } catch (HttpStatusException.NotRepeatable busy) {
    IO.println("the order may have been taken: " + busy.status() + " " + busy.excerpt());
  }
}

void cutOff(URI shop) throws IOException, InterruptedException {
  try {
    within(ofMillis(50), () -> SHOP.get(shop.resolve("/slow")).asString());
  } catch (DeadlineExceeded late) {
    IO.println("no answer within " + late.limit().toMillis() + " ms");
  }
}

static String trace() {
  return "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
}

HttpServer start() throws IOException {
  HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  var visits = new AtomicInteger();
  var orders = new AtomicInteger();
  server.createContext("/user", exchange -> answer(exchange, 200, "Ada"));
  server.createContext("/visits", exchange -> busyFirst(exchange, visits, "xxx"));
  server.createContext("/orders", exchange -> busyFirst(exchange, orders, "the pen is yours"));
  server.createContext("/prices", exchange -> prices(exchange));
  server.createContext("/slow", _ -> waitForEver());
  server.start();
  return server;
}

/** Every other request is too much. */
static void busyFirst(HttpExchange exchange, AtomicInteger requests, String body)
    throws IOException {
  boolean busy = requests.incrementAndGet() % 2 == 1;
  answer(exchange, busy ? 503 : 200, busy ? "busy" : body);
}

static void answer(HttpExchange exchange, int status, String body) throws IOException {
  exchange.sendResponseHeaders(status, body.length());
  exchange.getResponseBody().write(body.getBytes());
  exchange.close();
}

/** Sends prices until nobody listens. */
static void prices(HttpExchange exchange) throws IOException {
  exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
  exchange.sendResponseHeaders(200, 0);
  for (int price = 1; true; price++) {
    exchange.getResponseBody().write(("event: price\ndata: " + price + "\n\n").getBytes());
    exchange.getResponseBody().flush();
  }
}

static void waitForEver() throws IOException {
  try {
    new CountDownLatch(1).await();
  } catch (InterruptedException over) {
    Thread.currentThread().interrupt();
    throw new IOException(over);
  }
}
