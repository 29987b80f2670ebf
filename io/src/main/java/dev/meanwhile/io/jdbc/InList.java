package dev.meanwhile.io.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A statement with a list of keys, in parts that the database takes, in few shapes. */
record InList(String head, String tail) {
  private static final String MARK = "(...)";

  static InList of(String sql) {
    int at = sql.indexOf(MARK);
    if (at < 0 || sql.indexOf(MARK, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "the statement \"" + sql + "\" must have " + MARK + " once, where the keys go");
    }
    return new InList(sql.substring(0, at), sql.substring(at + MARK.length()));
  }

  /** The statement for so many keys. */
  String sql(int keys) {
    return head + "(" + String.join(", ", Collections.nCopies(keys, "?")) + ")" + tail;
  }

  /** How many keys a statement may have, besides {@code others} parameters. */
  static int mostKeys(Connection connection, int others) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    Most most = Most.of(product == null ? "" : product);
    int left = Math.min(most.parameters - others, most.elements);
    if (left < 1) {
      throw new IllegalArgumentException(
          others + " parameters leave no place for keys; allowed: 0 to " + (most.parameters - 1));
    }
    return left;
  }

  /** The same keys, the last of them repeated until there are 2^n, or as many as there may be. */
  static <K> List<K> padded(List<K> keys, int most) {
    int size = Math.min(most, ceilingPowerOfTwo(keys.size()));
    var padded = new ArrayList<K>(keys);
    padded.addAll(Collections.nCopies(size - keys.size(), keys.getLast()));
    return padded;
  }

  private static int ceilingPowerOfTwo(int n) {
    int floor = Integer.highestOneBit(n);
    return floor == n ? n : floor << 1;
  }

  /**
   * What a database takes at once.
   *
   * @param parameters in a statement. SQL Server takes 2,100, but its driver needs some of them
   * @param elements in a list
   */
  private record Most(int parameters, int elements) {
    private static Most of(String product) {
      String name = product.toLowerCase(Locale.ROOT);
      return switch (name) {
        case "postgresql", "mysql", "mariadb" -> new Most(65_535, 65_535);
        case "h2" -> new Most(100_000, 100_000);
        case "sqlite" -> new Most(32_766, 32_766);
        case "oracle" -> new Most(65_535, 1_000);
        case "microsoft sql server" -> new Most(2_000, 2_000);
        default -> new Most(1_000, 1_000);
      };
    }
  }
}
