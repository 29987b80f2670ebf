package dev.meanwhile.cli.demo;

import dev.meanwhile.cli.demo.Traffic.Visit;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database in memory, whose queries take their time. One connection for each query.
 *
 * <p>The pause is in the offset, because that is evaluated once for each query, and a condition
 * once for each row.
 */
final class Database implements AutoCloseable {
  private static final String URL = "jdbc:h2:mem:demo;DB_CLOSE_DELAY=-1";

  private final Traffic traffic;

  Database(Traffic traffic) throws SQLException {
    this.traffic = traffic;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ALIAS IF NOT EXISTS PAUSE FOR \"dev.meanwhile.cli.demo.Pause.pause\"");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS items AS"
              + " SELECT x AS id, 'item ' || x AS body FROM SYSTEM_RANGE(0, 999)");
      statement.execute("CREATE UNIQUE INDEX IF NOT EXISTS items_by_id ON items(id)");
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL);
  }

  /** One row. */
  String read(Query query) throws SQLException {
    String sql = "SELECT ? AS body OFFSET PAUSE(?) ROWS";
    Visit visit = traffic.begin();
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, query.name());
      statement.setLong(2, micros(query));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString("body");
      }
    } finally {
      visit.end();
    }
  }

  /** All rows with these ids, in one query. */
  List<String> readAll(Query query, List<Integer> ids) throws SQLException {
    String sql = "SELECT body FROM items WHERE id = ANY(?) ORDER BY id OFFSET PAUSE(?) ROWS";
    Visit visit = traffic.begin();
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(2, micros(query));
      statement.setArray(1, connection.createArrayOf("INTEGER", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        var bodies = new ArrayList<String>();
        while (rows.next()) {
          bodies.add(rows.getString("body"));
        }
        return bodies;
      }
    } finally {
      visit.end();
    }
  }

  private static long micros(Query query) {
    return query.latency().toNanos() / 1_000;
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
