package dev.meanwhile.io.jdbc;

import dev.meanwhile.Misuse;
import dev.meanwhile.io.jdbc.DriverCall.Resort;
import dev.meanwhile.io.jdbc.DriverCall.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan, for the thread that took it, and for one use at a time.
 *
 * <p>Another thread is refused also where it would find the connection free: whether two tasks meet
 * there is a matter of luck, and a mistake must not be. Only the rows of a stream may be taken by
 * any task, since a map takes them one at a time.
 */
final class Session {
  private static final long PATIENCE_WITH_POOL = 100;
  private static final long PATIENCE_WITH_STATEMENT = 5_000;

  private final Connection connection;
  private final String begun;
  private final Thread owner = Thread.currentThread();
  private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
  private final Resort abort;
  private @Nullable Boolean autoCommit;
  private volatile boolean over;

  private Session(Connection connection, String begun) {
    this.connection = connection;
    this.begun = begun;
    this.abort = new Resort(PATIENCE_WITH_STATEMENT, () -> connection.abort(Runnable::run));
  }

  /**
   * Takes a connection. A pool that has none is left soon after a cancel, by the interrupt that it
   * heeds; not at once, since an interrupt breaks the connections that a pool tests.
   *
   * @param begun where the user's code asked for it
   */
  static Session open(DataSource dataSource, String begun)
      throws SQLException, InterruptedException {
    Thread waiting = Thread.currentThread();
    var interrupt = new Resort(PATIENCE_WITH_POOL, waiting::interrupt);
    return new Session(DriverCall.make(interrupt, _ -> dataSource.getConnection()), begun);
  }

  /** Does {@code work}, each of its statements on its own. */
  <R extends @Nullable Object, X extends Exception> R separately(Work<Statements, R, X> work)
      throws SQLException, X, InterruptedException {
    begin(true);
    return work.run(new Statements(this));
  }

  /** Does {@code work} in one transaction. */
  <R extends @Nullable Object, X extends Exception> R atomically(Work<Statements, R, X> work)
      throws SQLException, X, InterruptedException {
    begin(false);
    R result = work.run(new Statements(this));
    call(_ -> {
      connection.commit();
      return true;
    });
    return result;
  }

  private void begin(boolean separately) throws SQLException, InterruptedException {
    call(_ -> {
      autoCommit = connection.getAutoCommit();
      if (autoCommit != separately) {
        connection.setAutoCommit(separately);
      }
      return true;
    });
  }

  /** Gives the connection back, as it came; what is not committed is rolled back. */
  void giveBack() throws SQLException {
    over = true;
    try (connection) {
      if (autoCommit != null && !connection.isClosed()) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  /** Where the user's code asked for the connection. */
  String begun() {
    return begun;
  }

  Connection connection() {
    return connection;
  }

  /** Calls the driver. */
  <R extends @Nullable Object> R call(Step<R> step) throws SQLException, InterruptedException {
    if (Thread.currentThread() != owner) {
      throw misuse("by another task");
    }
    enter();
    try {
      return callInside(step);
    } finally {
      leave();
    }
  }

  /** Begins to use the connection, on any thread. */
  void enter() {
    if (over || !user.compareAndSet(null, Thread.currentThread())) {
      throw misuse(over ? "after it was given back" : "while it is in use");
    }
  }

  /** Calls the driver between {@link #enter} and {@link #leave}. */
  <R extends @Nullable Object> R callInside(Step<R> step)
      throws SQLException, InterruptedException {
    return DriverCall.make(abort, step);
  }

  /** Ends the use of the connection. */
  void leave() {
    user.set(null);
  }

  private Misuse misuse(String how) {
    Thread using = user.get();
    return new Misuse(
        "the connection taken at %s is used %s, at %s in %s%s: it does one thing at a time, for the code that took it. Use it before or after such tasks, or let each take its own from the database"
            .formatted(
                begun,
                how,
                Place.here(),
                name(Thread.currentThread()),
                using == null ? "" : ", while " + name(using) + " is at " + Place.of(using)));
  }

  private static String name(Thread thread) {
    return thread.getName().isEmpty() ? thread.toString() : "task \"" + thread.getName() + "\"";
  }
}
