package dev.meanwhile.io.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** What the server does with the statements of one test, as it says itself. */
final class ServerActivity implements AutoCloseable {
  private static final int MOST_LOOKS = 100_000;

  private final HikariDataSource pool;
  private final Connection connection;
  private final PreparedStatement active;
  private final String mark = "mark " + UUID.randomUUID();

  ServerActivity(PostgresServer server) throws SQLException {
    pool = server.pool(1);
    connection = pool.getConnection();
    active =
        connection.prepareStatement(
            "select count(*) from pg_stat_activity where state = 'active' and query like ?");
    active.setString(1, "%" + mark + "%");
  }

  /** The statement, marked as one of this test. */
  String marked(String sql) {
    return "/* " + mark + " */ " + sql;
  }

  /** How many of the statements run. */
  int running() throws SQLException {
    try (ResultSet row = active.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Looks until so many of them run, or the server has had enough time to begin or end them. */
  void await(int expected) throws SQLException {
    int running = running();
    for (int looks = 0; running != expected; looks++) {
      if (looks == MOST_LOOKS || Thread.currentThread().isInterrupted()) {
        throw new AssertionError(running + " statements run, expected: " + expected);
      }
      running = running();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    pool.close();
  }
}
