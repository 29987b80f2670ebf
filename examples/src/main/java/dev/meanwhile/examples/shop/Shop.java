package dev.meanwhile.examples.shop;

import static dev.meanwhile.Meanwhile.atMost;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.io.http.Http;
import dev.meanwhile.io.jdbc.Database;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * A shop that is open: its database, the partner's service and the server, all on the loopback
 * interface.
 */
public final class Shop implements AutoCloseable {
  private static final String HELP =
      """
      Starts a small shop on 127.0.0.1, each endpoint in two forms: /by-hand/... and /meanwhile/...

        GET  dashboard?user=1&org=1                 three independent reads
        POST order?user=1&product=2&quantity=3      a chain, and a transaction
        GET  search?q=la                            several sources, partial answers
        GET  invoices?org=1                         500 invoices and their users
        GET  export                                 the ledger as CSV

      Options:
        --port N          where to listen; 0 takes any free one (8080)
      """;

  private final ShopOptions options;
  private final ShopDatabase database;
  private final Partner partner;
  private final HttpClient client;
  private final ShopService withMeanwhile;
  private final ShopServer server;

  private Shop(ShopOptions options, ShopDatabase database, Partner partner) throws IOException {
    this.options = options;
    this.database = database;
    this.partner = partner;
    this.client = HttpClient.newHttpClient();
    this.withMeanwhile = withMeanwhile(database.pool());
    this.server = ShopServer.open(options, byHand(database.pool()), withMeanwhile);
  }

  /** Opens one. */
  static Shop open(ShopOptions options) throws SQLException, IOException {
    var database =
        ShopDatabase.open(options.connections(), options.ledgerLines(), options.distance());
    try {
      var partner = Partner.open(options.partnerLatency());
      try {
        return new Shop(options, database, partner);
      } catch (IOException | RuntimeException e) {
        partner.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The hand-written form on these connections. */
  ShopService byHand(DataSource connections) {
    return new ByHand(connections, partner.address(), options.patience());
  }

  private ShopService withMeanwhile(HikariDataSource pool) {
    // as many at once as the pool has connections
    Database connections = Database.of(pool, atMost(pool.getMaximumPoolSize()).named("database"));
    return new WithMeanwhile(connections, Http.of(client), partner.address(), options.patience());
  }

  URI address() {
    return server.address();
  }

  ShopDatabase database() {
    return database;
  }

  Partner partner() {
    return partner;
  }

  ShopService withMeanwhile() {
    return withMeanwhile;
  }

  @Override
  public void close() throws IOException {
    server.close();
    client.shutdownNow();
    client.close();
    partner.close();
    database.close();
  }

  /** Opens a shop until the process ends. */
  public static void main(String[] words) throws Exception {
    Map<String, String> defaults = ShopOptions.defaultsAnd(Map.of("--port", "8080"));
    CommandLine.run("Shop", HELP + ShopOptions.HELP, defaults, words, Shop::runUntilTheEnd);
  }

  private static void runUntilTheEnd(Arguments arguments) throws Exception {
    int port = arguments.number("--port", 0, 65_535);
    try (Shop shop = open(ShopOptions.of(arguments, port))) {
      IO.println(shop.address() + "/by-hand/dashboard?user=1&org=1");
      IO.println(shop.address() + "/meanwhile/dashboard?user=1&org=1");
      IO.println("Ctrl-C closes the shop.");
      new CountDownLatch(1).await();
    } catch (BindException inUse) {
      throw new IllegalArgumentException("--port is " + port + "; somebody else uses it", inUse);
    }
  }
}
