package dev.meanwhile.io.jdbc;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.Misuse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where statements run: in a {@link Database}, each on a connection of its own, or in a {@link
 * Transaction}, all on one. Code that takes this runs in both.
 *
 * <p><b>Parameters</b> stand for the {@code ?} of a statement, in order, as the driver's {@code
 * setObject} takes them; null is SQL's null.
 *
 * <p><b>Failure.</b> A {@link SQLException} is thrown as itself. When the calling task is told to
 * stop, or its deadline passes, the statement is cancelled in the database; {@link
 * InterruptedException} or {@link dev.meanwhile.DeadlineExceeded} is thrown then, as by every wait
 * of ours, and what the driver made of the cancel is among the suppressed. The connection stays
 * usable: no interrupt reaches the driver. A statement that has not ended 5 s later loses its
 * connection. <b>Deadline.</b> What is left of it is the query timeout, too, in whole seconds,
 * rounded up.
 */
public abstract sealed class Sql permits Database, Transaction {
  Sql() {}

  abstract <R extends @Nullable Object, X extends Exception> R run(
      String name, Work<Statements, R, X> work) throws SQLException, X, InterruptedException;

  /** All or nothing. */
  abstract <R extends @Nullable Object, X extends Exception> R runAtomically(
      String name, Work<Statements, R, X> work) throws SQLException, X, InterruptedException;

  /** The rows of a query, which also may be an {@code INSERT … RETURNING}. */
  public final <T extends @Nullable Object> List<T> query(
      String sql, RowMapper<? extends T> mapper, @Nullable Object... params)
      throws SQLException, InterruptedException {
    requireNonNull(sql, "sql");
    requireNonNull(mapper, "mapper");
    return this.<List<T>, RuntimeException>run(
        "query", statements -> statements.query(sql, mapper, list(params)));
  }

  /**
   * The row of a query, if there is one; empty also where the mapper makes null of it.
   *
   * @throws SQLException also if there is a second row, with the SQLSTATE 21000
   */
  public final <T> Optional<T> queryOne(
      String sql, RowMapper<? extends @Nullable T> mapper, @Nullable Object... params)
      throws SQLException, InterruptedException {
    requireNonNull(sql, "sql");
    requireNonNull(mapper, "mapper");
    return this.<Optional<T>, RuntimeException>run(
        "query", statements -> statements.queryOne(sql, mapper, list(params)));
  }

  /**
   * The rows of a query for many keys, in any order. The statement has {@code (...)}, literally so,
   * where the list of the keys goes:
   *
   * {@snippet file="Statements.java" region="keys"}
   *
   * <p>More keys than the database takes at once (65,535 parameters in PostgreSQL, 2,000 in SQL
   * Server, 1,000 list elements in Oracle) go into several statements on one connection, which see
   * one state of the data only in a transaction that is isolated accordingly. A list is filled up
   * to the next power of two with its last key, so that the database meets few different
   * statements. A key that is there twice is asked for once; without keys, nothing is asked.
   *
   * @param params of the placeholders before the list; behind it there are none
   */
  public final <T extends @Nullable Object> List<T> queryIn(
      String sql, Collection<?> keys, RowMapper<? extends T> mapper, @Nullable Object... params)
      throws SQLException, InterruptedException {
    requireNonNull(mapper, "mapper");
    var list = InList.of(requireNonNull(sql, "sql"));
    var distinct = List.copyOf(new LinkedHashSet<>(requireNonNull(keys, "keys")));
    if (distinct.isEmpty()) {
      return List.of();
    }
    return this.<List<T>, RuntimeException>run(
        "query", statements -> statements.queryIn(list, distinct, mapper, list(params)));
  }

  /**
   * The rows of {@link #queryIn}, each under its key, in the order in which they came. A key
   * without a row is not in the map. So a {@link dev.meanwhile.Loader} takes it: {@code
   * Loader.of(ids -> db.queryByKey(byId, ids, User::of, User::id))}.
   *
   * <p><b>Pitfall.</b> Keys are compared by {@code equals}: an {@code Integer} never equals a
   * {@code Long}.
   *
   * @param keyOf the key of a row
   * @throws SQLException also if two rows have the same key, with the SQLSTATE 21000
   */
  public final <K, T> Map<K, T> queryByKey(
      String sql,
      Collection<? extends K> keys,
      RowMapper<? extends T> mapper,
      Function<? super T, ? extends K> keyOf,
      @Nullable Object... params)
      throws SQLException, InterruptedException {
    requireNonNull(keyOf, "keyOf");
    var byKey = new LinkedHashMap<K, T>();
    for (T row : this.<T>queryIn(sql, keys, mapper, params)) {
      K key = keyOf.apply(row);
      if (byKey.putIfAbsent(key, row) != null) {
        throw Statements.tooManyRows("with the key " + key + " of: " + sql);
      }
    }
    return Collections.unmodifiableMap(byKey);
  }

  /** How many rows an {@code INSERT}, {@code UPDATE} or {@code DELETE} has changed. */
  public final int update(String sql, @Nullable Object... params)
      throws SQLException, InterruptedException {
    requireNonNull(sql, "sql");
    return this.<Integer, RuntimeException>run(
        "update", statements -> statements.update(sql, list(params)));
  }

  /**
   * Runs a statement once for each element, in few round trips, all or nothing.
   *
   * @param params makes the parameters of an element
   * @return how many rows each has changed, or {@link java.sql.Statement#SUCCESS_NO_INFO}
   */
  public final <A extends @Nullable Object> int[] batch(
      String sql,
      Collection<? extends A> elements,
      Function<? super A, ? extends List<? extends @Nullable Object>> params)
      throws SQLException, InterruptedException {
    requireNonNull(sql, "sql");
    requireNonNull(elements, "elements");
    requireNonNull(params, "params");
    return this.<int[], RuntimeException>runAtomically(
        "batch", statements -> statements.batch(sql, elements, params));
  }

  /**
   * Hands over the rows of a query as they come, for results that do not fit into memory: 256 rows
   * are read at a time. The stream is for {@code work} only and is closed behind it, however it
   * ends.
   *
   * {@snippet file="Statements.java" region="stream"}
   *
   * <p><b>Threads.</b> Rows may be taken by any task of {@code work}, by one at a time, as {@code
   * map(rows, atMost(8), …)} does. <b>Failure.</b> A failure of the database leaves as itself, also
   * where the stream could not declare it.
   *
   * <p><b>Pitfalls.</b> The connection is held for as long as {@code work} takes; for slow work,
   * and for work that asks the same database, read pages, by {@link Keyset}. Some drivers read all
   * rows at once nevertheless, unless their URL says otherwise, such as MySQL's without {@code
   * useCursorFetch}.
   */
  public final <T extends @Nullable Object, R extends @Nullable Object, X extends Exception>
      R stream(
          String sql,
          RowMapper<? extends T> mapper,
          Work<? super Stream<T>, ? extends R, ? extends X> work,
          @Nullable Object... params)
          throws SQLException, X, InterruptedException {
    requireNonNull(sql, "sql");
    requireNonNull(mapper, "mapper");
    requireNonNull(work, "work");
    return this.<R, X>runAtomically(
        "stream", statements -> statements.stream(sql, mapper, work, list(params)));
  }

  /**
   * Plain JDBC. The driver's calls are guarded like those of this library: parallel use gets {@link
   * Misuse}, no interrupt reaches the driver, a cancel of the task cancels the statement. What is
   * neither committed nor in auto-commit is rolled back in the end, unless a transaction goes on.
   *
   * <p><b>Pitfalls.</b> The connection and what it makes are of no use afterwards. Inside, a cancel
   * is seen as a {@link SQLException} with the SQLSTATE 57014, since JDBC declares nothing else.
   * {@code unwrap} gives the driver's own objects, which nobody guards.
   */
  public final <R extends @Nullable Object, X extends Exception> R withConnection(
      Work<? super Connection, ? extends R, ? extends X> work)
      throws SQLException, X, InterruptedException {
    requireNonNull(work, "work");
    return this.<R, X>run("connection", statements -> statements.withConnection(work));
  }

  private static List<@Nullable Object> list(@Nullable Object[] params) {
    return Arrays.asList(requireNonNull(params, "params"));
  }
}
