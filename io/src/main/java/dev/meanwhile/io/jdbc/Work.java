package dev.meanwhile.io.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a connection, a transaction or a stream of rows while it is there.
 *
 * @param <A> the type of what it is done with
 * @param <R> the type of the result
 * @param <X> the checked exception besides {@link SQLException}, or {@link RuntimeException} where
 *     there is none
 */
@FunctionalInterface
public interface Work<A, R extends @Nullable Object, X extends Exception> {
  /** Does it; {@code lent} is of no use afterwards. */
  R run(A lent) throws SQLException, X, InterruptedException;
}
