package dev.meanwhile.io.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/** The databases on which everything must hold. */
enum Engine {
  H2_IN_MEMORY,
  H2_IN_A_FILE,
  POSTGRESQL;

  /** Skips the test that is being made where this platform has none. */
  Engine orSkip(PostgresServer server) {
    if (this == POSTGRESQL) {
      Postgres.orSkip(server);
    }
    return this;
  }

  /** A pool of so many connections to a database whose table {@code users} is empty. */
  HikariDataSource pool(PostgresServer server, Path directory, int connections)
      throws SQLException {
    HikariDataSource pool =
        switch (this) {
          case H2_IN_MEMORY -> h2("mem:" + UUID.randomUUID(), connections);
          case H2_IN_A_FILE -> h2("file:" + directory.resolve("users"), connections);
          case POSTGRESQL -> server.pool(connections);
        };
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("drop table if exists users");
      statement.execute("create table users (id int primary key, name varchar(40))");
    }
    return pool;
  }

  /** A pool whose database is there as long as a connection is. */
  static HikariDataSource h2(String where, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:" + where);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(20_000);
    return new HikariDataSource(config);
  }
}
