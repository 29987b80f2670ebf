package dev.meanwhile.io.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: all statements run on one connection, on the thread that runs the code of {@link
 * Database#transaction}. After a statement has failed, most databases take no other but a rollback.
 */
public final class Transaction extends Sql {
  private final Statements statements;

  Transaction(Statements statements) {
    this.statements = statements;
  }

  @Override
  <R extends @Nullable Object, X extends Exception> R run(String name, Work<Statements, R, X> work)
      throws SQLException, X, InterruptedException {
    return work.run(statements);
  }

  @Override
  <R extends @Nullable Object, X extends Exception> R runAtomically(
      String name, Work<Statements, R, X> work) throws SQLException, X, InterruptedException {
    return work.run(statements);
  }

  @Override
  public String toString() {
    return "transaction begun at " + statements.session().begun();
  }
}
