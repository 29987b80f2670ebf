package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static java.util.Objects.requireNonNull;

import dev.meanwhile.Limit;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database behind a limit. A call gets its permit before it asks the pool for a connection, so
 * that waiting is first come, first served, keeps to deadlines, and never runs into the pool's own
 * timeout.
 *
 * {@snippet file="Statements.java" region="database"}
 *
 * <p><b>Order.</b> That of the limit. <b>Interrupt.</b> The statement is cancelled in the database,
 * and the connection given back, before {@link InterruptedException} is thrown; who takes longer
 * than the grace is a straggler, which keeps its permit. <b>Threads.</b> Each call runs on a
 * virtual thread of its own, so that an interrupt of the caller ends it although no driver heeds
 * interrupts. What the driver or a transaction's code needs of thread-locals is carried there by a
 * {@link dev.meanwhile.ContextCarrier}. Thread-safe. <b>Memory.</b> Every connection that was taken
 * is given back when its call ends, however that is.
 *
 * <p><b>Pitfalls.</b>
 *
 * <ul>
 *   <li>A limit above the size of the pool brings the pool's timeouts back. Whoever uses the pool
 *       without this needs connections of their own: make the limit so much smaller.
 *   <li>Inside of a transaction, ask the transaction and not the database: that would need a second
 *       permit, and gets {@link dev.meanwhile.Misuse}.
 * </ul>
 */
public final class Database extends Sql {
  private final DataSource dataSource;
  private final Limit limit;

  private Database(DataSource dataSource, Limit limit) {
    this.dataSource = requireNonNull(dataSource, "dataSource");
    this.limit = requireNonNull(limit, "limit");
  }

  /**
   * The database of {@code dataSource}, usually a pool, with as many calls at once as {@code limit}
   * allows: {@code Database.of(pool, atMost(pool.getMaximumPoolSize()).named("db"))}.
   */
  public static Database of(DataSource dataSource, Limit limit) {
    return new Database(dataSource, limit);
  }

  /**
   * Runs {@code work} in one transaction: committed when it returns, rolled back when it throws, is
   * cancelled or too late.
   *
   * {@snippet file="Statements.java" region="transaction"}
   *
   * <p><b>Pitfalls.</b> The transaction is for the code of {@code work} alone: a task started
   * inside that uses it gets {@link dev.meanwhile.Misuse}, since it could run beside the others.
   * Whoever is cut off while the commit is on its way does not learn whether it was done.
   */
  public <R extends @Nullable Object, X extends Exception> R transaction(
      Work<? super Transaction, ? extends R, ? extends X> work)
      throws SQLException, X, InterruptedException {
    requireNonNull(work, "work");
    return this.<R, X>runAtomically(
        "transaction", statements -> work.run(new Transaction(statements)));
  }

  @Override
  <R extends @Nullable Object, X extends Exception> R run(String name, Work<Statements, R, X> work)
      throws SQLException, X, InterruptedException {
    return call(name, new Visit<>(dataSource, Place.here(), false, work));
  }

  @Override
  <R extends @Nullable Object, X extends Exception> R runAtomically(
      String name, Work<Statements, R, X> work) throws SQLException, X, InterruptedException {
    return call(name, new Visit<>(dataSource, Place.here(), true, work));
  }

  @SuppressWarnings("unchecked") // a visit throws an X where it throws anything checked of its own
  private <R extends @Nullable Object, X extends Exception> R call(String name, Visit<R, X> visit)
      throws SQLException, X, InterruptedException {
    try {
      return scope(s -> limit.start(s, named(name, visit)).get());
    } catch (SQLException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw (X) e;
    }
  }

  @Override
  public String toString() {
    return "database under the " + limit;
  }
}
