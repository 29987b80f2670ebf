package dev.meanwhile.examples.shop;

import static dev.meanwhile.examples.shop.OpenShop.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop does not leave behind: work for clients who have gone, and connections. */
@ExtendWith(LeakGuard.class)
class HangUpTest {
  private OpenShop shop;

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  @Test
  void theQueriesForAClientWhoHangsUpEndInTheDatabase() throws Exception {
    shop = OpenShop.open(10, NEVER, Duration.ofMillis(1));
    shop.shop().database().setDistance(NEVER);

    try (Socket _ = ask("/meanwhile/dashboard?user=1&org=1")) {
      OpenShop.await(() -> shop.executing() == 3);
    }

    OpenShop.await(() -> shop.executing() == 0);
    OpenShop.await(() -> shop.connectionsInUse() == 0);
  }

  @Test
  void theCallsForAClientWhoHangsUpEndAtThePartner() throws Exception {
    shop = OpenShop.open(10, NEVER, Duration.ofMillis(1));
    shop.shop().partner().setLatency("/reviews", NEVER);
    shop.shop().partner().setLatency("/recommendations", NEVER);

    try (Socket _ = ask("/meanwhile/search?q=lamp")) {
      OpenShop.await(() -> shop.shop().partner().waiting() == 2);
    }

    OpenShop.await(() -> shop.shop().partner().abandoned() == 2);
    OpenShop.await(() -> shop.connectionsInUse() == 0);
  }

  @Test
  void anOrderThatNobodyWaitsForIsNotPlaced() throws Exception {
    shop = OpenShop.open(10, NEVER, Duration.ofMillis(1));
    shop.shop().partner().setLatency("/rates", NEVER);

    try (Socket _ = ask("POST", "/meanwhile/order?user=1&product=1&quantity=1")) {
      OpenShop.await(() -> shop.shop().partner().waiting() == 1);
    }

    OpenShop.await(() -> shop.shop().partner().abandoned() == 1);
    assertThat(shop.number("select count(*) from orders")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"by hand", "with Meanwhile"})
  void anExportThatCannotBeWrittenGivesItsConnectionBack(String form) throws Exception {
    shop = OpenShop.open();
    ShopService service =
        form.equals("by hand")
            ? shop.shop().byHand(shop.shop().database().pool())
            : shop.shop().withMeanwhile();
    var broken = new BreaksOff(100);

    assertThatThrownBy(() -> service.export(broken)).isSameAs(broken.failure);

    assertThat(shop.connectionsInUse()).isZero();
  }

  @Test
  void aCrowdThatIsLargerThanThePoolDoesNotQueueInIt() throws Exception {
    shop = OpenShop.open(2, NEVER, NEVER);
    shop.shop().database().setDistance(Duration.ofMillis(1));
    HikariDataSource pool = shop.shop().database().pool();
    var queue = new AtomicInteger();
    pool.setMetricsTrackerFactory((_, _) -> watching(pool.getHikariPoolMXBean(), queue));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Future<Integer>>();
      for (int i = 1; i <= 40; i++) {
        String user = "?user=" + i;
        statuses.add(
            threads.submit(() -> shop.get("/meanwhile/dashboard" + user + "&org=1").statusCode()));
        statuses.add(
            threads.submit(
                () -> shop.post("/meanwhile/order" + user + "&product=1&quantity=1").statusCode()));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(200);
      }
    }

    assertThat(queue.get()).as("longest queue in the pool").isLessThanOrEqualTo(2);
    assertThat(shop.connectionsInUse()).isZero();
    assertThat(shop.number("select count(*) from orders")).isEqualTo(40);
  }

  private Socket ask(String path) throws IOException {
    return ask("GET", path);
  }

  private Socket ask(String method, String path) throws IOException {
    URI address = shop.shop().address();
    var socket = new Socket(address.getHost(), address.getPort());
    String request = method + " " + path + " HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Looks, whenever somebody gets a connection, how many others are asking for one. */
  private static IMetricsTracker watching(HikariPoolMXBean pool, AtomicInteger queue) {
    return new IMetricsTracker() {
      @Override
      public void recordConnectionAcquiredNanos(long waited) {
        queue.accumulateAndGet(pool.getThreadsAwaitingConnection(), Math::max);
      }
    };
  }

  /** Takes so many pieces and no more. */
  private static final class BreaksOff extends Writer {
    private final IOException failure = new IOException("nobody listens");
    private int left;

    private BreaksOff(int pieces) {
      left = pieces;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      if (left-- == 0) {
        throw failure;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
