package dev.meanwhile.examples.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A shop for one test, with a client, and with what its database says itself. */
final class OpenShop implements AutoCloseable {
  static final Duration NEVER = Duration.ofHours(1);

  private final Shop shop;
  private final HttpClient client = HttpClient.newHttpClient();

  /** A look at the database besides the pool. */
  private final Connection connection;

  private OpenShop(Shop shop) throws SQLException {
    this.shop = shop;
    this.connection = DriverManager.getConnection(shop.database().pool().getJdbcUrl());
  }

  /** One that answers at once. */
  static OpenShop open() throws SQLException, IOException {
    return open(10, NEVER, NEVER);
  }

  static OpenShop open(int connections, Duration patience, Duration heartbeat)
      throws SQLException, IOException {
    var options =
        new ShopOptions(0, Duration.ZERO, Duration.ZERO, connections, 2_000, patience, heartbeat);
    return new OpenShop(Shop.open(options));
  }

  Shop shop() {
    return shop;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(shop.address() + path);
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int number(String sql) {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How many statements the database executes at this moment, but for this one. */
  int executing() {
    return number(
        "select count(*) from information_schema.sessions"
            + " where executing_statement is not null and session_id <> session_id()");
  }

  int connectionsInUse() {
    return shop.database().pool().getHikariPoolMXBean().getActiveConnections();
  }

  /** Looks until it is so; the time limit of tests ends what never is. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.yield();
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    client.shutdownNow();
    client.close();
    connection.close();
    shop.close();
  }
}
