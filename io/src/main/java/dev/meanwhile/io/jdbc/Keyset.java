package dev.meanwhile.io.jdbc;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.RepeatedCursor;
import dev.meanwhile.Sink;
import dev.meanwhile.stream.Page;
import dev.meanwhile.stream.Pages;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
   *
   * @throws RepeatedCursor if the page ends where the one before it did
   */
  public Page<T, C> page(C cursor) throws SQLException, InterruptedException {
    var all = new ArrayList<Object>(params.apply(requireNonNull(cursor, "cursor")));
    all.add(size);
    List<T> rows = sql.query(statement, mapper, all.toArray());
    return rows.size() < size
        ? Page.last(rows)
        : new Page<>(rows, following(cursor, cursorOf.apply(rows.getLast())));
  }

  private static <C> C following(C cursor, C next) {
    if (next.equals(cursor)) {
      throw new RepeatedCursor(next, cursor);
    }
    return next;
  }

  /**
   * The rows as {@link Pages}: as a stream, with pages fetched ahead and retries.
   *
   * <p><b>Pitfall.</b> Each page is fetched by a task of its own, which a {@link Transaction}
   * refuses: there, use {@link #forEachPage}.
   *
   * @param first the cursor before the first row, such as 0 or an empty text
   */
  public Pages<T, C, SQLException> pages(C first) {
    return Pages.from(requireNonNull(first, "first"), cursor -> page(requireNonNull(cursor)));
  }

  /**
   * Hands the rows of one page after the other to {@code sink}; no empty page, and none is fetched
   * ahead. All on the calling thread, so that it may be in a transaction.
   *
   * @param first the cursor before the first row, such as 0 or an empty text
   */
  public <X extends Exception> void forEachPage(C first, Sink<? super List<T>, ? extends X> sink)
      throws SQLException, X, InterruptedException {
    requireNonNull(first, "first");
    requireNonNull(sink, "sink");
    @Nullable C cursor = first;
    while (cursor != null) {
      Page<T, C> page = page(cursor);
      if (!page.items().isEmpty()) {
        sink.accept(page.items());
      }
      cursor = page.next();
    }
  }

  @Override
  public String toString() {
    return "pages of up to " + size + " rows of: " + statement;
  }
}
