package dev.meanwhile.io.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the table {@code users}. */
record User(int id, String name) {
  static User of(ResultSet row) throws SQLException {
    return new User(row.getInt("id"), row.getString("name"));
  }

  /** The user whom most tests know. */
  static User numbered(int id) {
    return new User(id, "user " + id);
  }
}
