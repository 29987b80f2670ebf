package dev.meanwhile.io.http;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.Limit;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ManyCallsTest {
  private static final int CALLS = 1_000;
  private static final int AT_ONCE = 50;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch full = new CountDownLatch(AT_ONCE);

  @Test
  void aThousandCallsKeepToTheirLimitAndUseItUp() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var client = HttpClient.newHttpClient()) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CALLS);
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      Limit limit = atMost(AT_ONCE);
      Http http = Http.of(client).under(limit);
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");

      List<Integer> numbers = IntStream.range(0, CALLS).boxed().toList();
      List<String> answers =
          map(numbers, atMost(CALLS), n -> http.get(uri.resolve("/" + n)).asString());

      assertThat(answers).isEqualTo(numbers.stream().map(n -> "/" + n).toList());
      assertThat(most).hasValue(AT_ONCE);
      assertThat(limit.inUse()).isZero();
      server.stop(0);
    }
  }

  /** The first ones wait for each other, so that they are there at once. */
  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    full.countDown();
    try {
      full.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    byte[] body = exchange.getRequestURI().getPath().getBytes();
    running.decrementAndGet();
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
