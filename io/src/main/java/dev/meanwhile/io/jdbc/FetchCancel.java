package dev.meanwhile.io.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a statement whose further rows are being fetched. The driver of PostgreSQL heeds {@link
 * Statement#cancel} only while the statement is executed; for a fetch, it has a method of its own.
 */
final class FetchCancel {
  private static final String POSTGRESQL = "org.postgresql.PGConnection";

  private FetchCancel() {}

  static void of(@Nullable Statement statement) throws SQLException {
    if (statement == null) {
      return;
    }
    statement.cancel();
    Connection own = statement.getConnection().unwrap(Connection.class);
    Class<?> type = find(own.getClass());
    if (type != null) {
      try {
        type.getMethod("cancelQuery").invoke(own);
      } catch (ReflectiveOperationException e) {
        throw e instanceof InvocationTargetException && e.getCause() instanceof SQLException failed
            ? failed
            : new SQLException("cannot cancel a fetch", e);
      }
    }
  }

  private static @Nullable Class<?> find(@Nullable Class<?> type) {
    if (type == null || type.getName().equals(POSTGRESQL)) {
      return type;
    }
    for (Class<?> above : type.getInterfaces()) {
      Class<?> found = find(above);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass());
  }
}
