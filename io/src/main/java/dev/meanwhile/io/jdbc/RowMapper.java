package dev.meanwhile.io.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a row.
 *
 * @param <T> the type of the values
 */
@FunctionalInterface
public interface RowMapper<T extends @Nullable Object> {
  /**
   * Makes a value of the row on which {@code row} stands. It only reads: it neither moves {@code
   * row} nor waits for anything else, since no cancel reaches it.
   */
  T map(ResultSet row) throws SQLException;
}
