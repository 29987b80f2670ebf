package dev.meanwhile.io.jdbc;

import dev.meanwhile.TaskFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements of one session. */
record Statements(Session session) {
  private static final String CARDINALITY_VIOLATION = "21000";
  private static final int MOST_AT_ONCE = 1_000;

  <T extends @Nullable Object> List<T> query(
      String sql, RowMapper<? extends T> mapper, List<@Nullable Object> params)
      throws SQLException, InterruptedException {
    var rows = new ArrayList<T>();
    session.call(call -> read(call, sql, mapper, params, rows));
    return rows;
  }

  private <T extends @Nullable Object> boolean read(
      DriverCall call,
      String sql,
      RowMapper<? extends T> mapper,
      List<? extends @Nullable Object> params,
      List<T> rows)
      throws SQLException {
    return call.prepared(
        session.connection(),
        sql,
        params,
        statement -> {
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              rows.add(mapper.map(row));
            }
            return true;
          }
        });
  }

  <T> Optional<T> queryOne(
      String sql, RowMapper<? extends @Nullable T> mapper, List<@Nullable Object> params)
      throws SQLException, InterruptedException {
    return session.call(call ->
        call.prepared(
            session.connection(),
            sql,
            params,
            statement -> {
              try (ResultSet row = statement.executeQuery()) {
                return one(row, mapper, sql);
              }
            }));
  }

  private static <T> Optional<T> one(
      ResultSet row, RowMapper<? extends @Nullable T> mapper, String sql) throws SQLException {
    if (!row.next()) {
      return Optional.empty();
    }
    Optional<T> one = Optional.ofNullable(mapper.map(row));
    if (row.next()) {
      throw tooManyRows("of: " + sql);
    }
    return one;
  }

  static SQLException tooManyRows(String which) {
    return new SQLException("more than one row " + which, CARDINALITY_VIOLATION);
  }

  <T extends @Nullable Object> List<T> queryIn(
      InList list, List<?> keys, RowMapper<? extends T> mapper, List<@Nullable Object> params)
      throws SQLException, InterruptedException {
    var rows = new ArrayList<T>();
    int most = session.call(_ -> InList.mostKeys(session.connection(), params.size()));
    for (int from = 0; from < keys.size(); from += most) {
      var part = InList.padded(keys.subList(from, Math.min(from + most, keys.size())), most);
      var all = new ArrayList<@Nullable Object>(params);
      all.addAll(part);
      session.call(call -> read(call, list.sql(part.size()), mapper, all, rows));
    }
    return rows;
  }

  int update(String sql, List<@Nullable Object> params) throws SQLException, InterruptedException {
    return session.call(
        call -> call.prepared(session.connection(), sql, params, PreparedStatement::executeUpdate));
  }

  <A extends @Nullable Object> int[] batch(
      String sql,
      Collection<? extends A> elements,
      Function<? super A, ? extends List<? extends @Nullable Object>> params)
      throws SQLException, InterruptedException {
    return session.call(call ->
        call.prepared(
            session.connection(),
            sql,
            List.of(),
            statement -> {
              var counts = new Counts(statement, elements.size());
              for (A element : elements) {
                DriverCall.bind(statement, params.apply(element));
                counts.add();
              }
              return counts.all();
            }));
  }

  <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
      String sql,
      RowMapper<? extends T> mapper,
      Work<? super Stream<T>, ? extends R, ? extends X> work,
      List<@Nullable Object> params)
      throws SQLException, X, InterruptedException {
    Cursor<T> cursor = Cursor.open(session, sql, mapper, params);
    try {
      return work.run(cursor.stream());
    } catch (TaskFailed failed) {
      cursor.rethrowOwn(failed);
      throw failed;
    } finally {
      cursor.close();
    }
  }

  <R extends @Nullable Object, X extends Exception> R withConnection(
      Work<? super Connection, ? extends R, ? extends X> work)
      throws SQLException, X, InterruptedException {
    try {
      return work.run(GuardedJdbc.connection(session));
    } catch (SQLException failure) {
      DriverCall.stopIfTold(failure);
      throw failure;
    }
  }

  /** How many rows each element of a batch has changed; sends so many at a time. */
  private static final class Counts {
    private final PreparedStatement statement;
    private final int[] counts;
    private int waiting;
    private int done;

    private Counts(PreparedStatement statement, int elements) {
      this.statement = statement;
      this.counts = new int[elements];
    }

    private void add() throws SQLException {
      statement.addBatch();
      waiting++;
      if (waiting == MOST_AT_ONCE) {
        send();
      }
    }

    private int[] all() throws SQLException {
      send();
      return Arrays.copyOf(counts, done);
    }

    private void send() throws SQLException {
      if (waiting > 0) {
        int[] sent = statement.executeBatch();
        System.arraycopy(sent, 0, counts, done, sent.length);
        done += waiting;
        waiting = 0;
      }
    }
  }
}
