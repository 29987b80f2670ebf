package dev.meanwhile.examples.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** The database of a shop: H2 in memory behind a pool of connections, filled with examples. */
final class ShopDatabase implements AutoCloseable {
  private static final String SCHEMA =
      """
      create alias network_distance for "%s.roundTrip";
      create sequence order_numbers;
      create table orgs (id bigint primary key, name varchar(40), discount int);
      create table users (id bigint primary key, org_id bigint, name varchar(40), country char(2));
      create table invoices (id bigint primary key, org_id bigint, user_id bigint, cents bigint);
      create index invoices_by_org on invoices (org_id, id);
      create table products (id bigint primary key, name varchar(40), cents bigint, grams int, stock int);
      create table orders (number bigint primary key, user_id bigint, product_id bigint, quantity int, cents bigint);
      create table ledger (id bigint primary key, org_id bigint, cents bigint);
      """;

  private static final String DATA =
      """
      insert into orgs select x, 'org ' || x, mod(x, 3) * 5 from system_range(1, 3);
      insert into users select x, mod(x, 3) + 1, 'user ' || x,
        case mod(x, 2) when 0 then 'DE' else 'FR' end from system_range(1, 120);
      insert into invoices select x, case when x <= 500 then 1 else mod(x, 2) + 2 end,
        mod(x * 7, 120) + 1, mod(x * 131, 9000) + 100 from system_range(1, 700);
      insert into products select x,
        case mod(x, 3) when 0 then 'lamp ' when 1 then 'chair ' else 'table ' end || x,
        1000 + x * 250, 200 + x * 50, 1000000 from system_range(1, 30);
      insert into ledger select x, mod(x, 3) + 1, mod(x * 37, 100000) from system_range(1, %d);
      """;

  private final HikariDataSource pool;
  private final String name;

  private ShopDatabase(HikariDataSource pool, String name) {
    this.pool = pool;
    this.name = name;
  }

  /** A new one, with so many connections and lines in its ledger. */
  static ShopDatabase open(int connections, int ledgerLines, Duration distance)
      throws SQLException {
    String name = ("shop_" + UUID.randomUUID()).replace('-', '_').toUpperCase(Locale.ROOT);
    var config = new HikariConfig();
    // lazy: a long result is read as it is needed
    config.setJdbcUrl("jdbc:h2:mem:" + name + ";MODE=PostgreSQL;LAZY_QUERY_EXECUTION=1");
    config.setMaximumPoolSize(connections);
    config.setPoolName(name);
    var database = new ShopDatabase(new HikariDataSource(config), name);
    try {
      database.fill(ledgerLines);
      NetworkDistance.set(name, distance);
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void fill(int ledgerLines) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SCHEMA.formatted(NetworkDistance.class.getName()));
      statement.execute(DATA.formatted(ledgerLines));
    }
  }

  /** Its connections. */
  HikariDataSource pool() {
    return pool;
  }

  /** From now on, a round trip takes so long. */
  void setDistance(Duration distance) {
    NetworkDistance.set(name, distance);
  }

  @Override
  public void close() {
    pool.close();
    NetworkDistance.forget(name);
  }
}
