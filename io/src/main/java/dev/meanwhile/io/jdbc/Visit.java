package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.using;

import dev.meanwhile.Task;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection, works with it, and gives it back.
 *
 * @param begun where the user's code asked for it
 * @param atomic whether the work is one transaction
 */
record Visit<R extends @Nullable Object, X extends Exception>(
    DataSource dataSource, String begun, boolean atomic, Work<Statements, R, X> work)
    implements Task<R, Exception> {

  @Override
  public R run() throws Exception {
    return using(() -> Session.open(dataSource, begun), this::work, Session::giveBack);
  }

  private R work(Session session) throws Exception {
    return atomic ? session.atomically(work) : session.separately(work);
  }
}
