package dev.meanwhile.io.jdbc;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Sink;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a table page by page, each from behind the last row of the one before: no connection is
 * held between two pages, and page 1,000 costs what the first one does. Immutable.
 *
 * {@snippet file="Statements.java" region="keyset"}
 *
 * <p><b>Order.</b> That of the statement, which must be one in which no two rows are equal, and
 * which an index supports. Each page sees the table at its own time: a row that is inserted in
 * front of the cursor meanwhile is not seen, nor is any row seen twice whose key stays as it is.
 *
 * @param <T> the type of the rows
 * @param <C> the type of the cursor: the key of a row, or a record of several columns
 */
public final class Keyset<T, C> {
  private static final int ROWS_OF_PAGE = 500;

  private final Sql sql;
  private final String statement;
  private final RowMapper<? extends T> mapper;
  private final Function<? super T, ? extends C> cursorOf;
  private final Function<? super C, ? extends List<?>> params;
  private final int size;

  private Keyset(
      Sql sql,
      String statement,
      RowMapper<? extends T> mapper,
      Function<? super T, ? extends C> cursorOf,
      Function<? super C, ? extends List<?>> params,
      int size) {
    this.sql = sql;
    this.statement = statement;
    this.mapper = mapper;
    this.cursorOf = cursorOf;
    this.params = params;
    this.size = size;
  }

  /**
   * Pages of 500 rows.
   *
   * @param statement has two placeholders: for the cursor, and for the size of the page, such as
   *     {@code select … where id > ? order by id limit ?}
   * @param cursorOf the cursor of a row
   */
  public static <T, C> Keyset<T, C> of(
      Sql sql,
      String statement,
      RowMapper<? extends T> mapper,
      Function<? super T, ? extends C> cursorOf) {
    return new Keyset<>(
        requireNonNull(sql, "sql"),
        requireNonNull(statement, "statement"),
        requireNonNull(mapper, "mapper"),
        requireNonNull(cursorOf, "cursorOf"),
        List::of,
        ROWS_OF_PAGE);
  }

  /**
   * The same, with several placeholders for a cursor: {@code where (created, id) > (?, ?)}.
   *
   * @param params what they stand for
   */
  public Keyset<T, C> bindingCursor(Function<? super C, ? extends List<?>> params) {
    return new Keyset<>(sql, statement, mapper, cursorOf, requireNonNull(params, "params"), size);
  }

  /**
   * The same, with pages of so many rows.
   *
   * @param rows 1 or more
   */
  public Keyset<T, C> upTo(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "a page of up to " + rows + " rows; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new Keyset<>(sql, statement, mapper, cursorOf, params, rows);
  }

  /**
   * The page behind {@code cursor}. A page that is not full is the last one; where the rows fill
   * the last page, an empty one follows.
   */
  public Page<T, C> page(C cursor) throws SQLException, InterruptedException {
    var all = new ArrayList<Object>(params.apply(requireNonNull(cursor, "cursor")));
    all.add(size);
    List<T> rows = sql.query(statement, mapper, all.toArray());
    Optional<C> next =
        rows.size() < size ? Optional.empty() : Optional.of(cursorOf.apply(rows.getLast()));
    return new Page<>(rows, next);
  }

  /**
   * Hands the rows of one page after the other to {@code sink}; no empty page.
   *
   * @param first the cursor before the first row, such as 0 or an empty text
   */
  public <X extends Exception> void forEachPage(C first, Sink<? super List<T>, ? extends X> sink)
      throws SQLException, X, InterruptedException {
    requireNonNull(sink, "sink");
    Optional<C> cursor = Optional.of(first);
    while (cursor.isPresent()) {
      Page<T, C> page = page(cursor.get());
      if (!page.rows().isEmpty()) {
        sink.accept(page.rows());
      }
      cursor = page.next();
    }
  }

  @Override
  public String toString() {
    return "pages of up to " + size + " rows of: " + statement;
  }
}
