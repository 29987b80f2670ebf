package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.unless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds in a transaction and with plain JDBC, on every database. */
class TransactionTest extends DatabaseFixture {
  private static final String ALL = "select id, name from users order by id";

  TransactionTest(Engine engine, PostgresServer server) {
    super(engine, server);
  }

  private static int throwChecked() throws IOException {
    throw new IOException("checked");
  }

  @Nested
  class ATransaction {
    @Test
    void isCommittedWhenItReturns() throws Exception {
      int counted =
          db.transaction(tx -> {
            tx.update(INSERT, 1, "a");
            tx.batch(INSERT, List.of(2, 3), id -> List.of(id, "b"));
            return tx.query(ALL, User::of).size();
          });
      assertThat(counted).isEqualTo(3);
      assertThat(users()).isEqualTo(3);
    }

    @Test
    void isRolledBackWhenItThrows() throws Exception {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() ->
              db.transaction(tx -> {
                tx.update(INSERT, 1, "a");
                return throwChecked();
              }));
      assertThat(users()).isZero();
    }

    @Test
    void isRolledBackAfterAnError() throws Exception {
      assertThatExceptionOfType(StackOverflowError.class)
          .isThrownBy(() ->
              db.transaction(tx -> {
                tx.update(INSERT, 1, "a");
                throw new StackOverflowError();
              }));
      assertThat(users()).isZero();
    }

    @Test
    void isRolledBackWhenItIsToldToStopBeforeItsEnd() throws Exception {
      var stop = Cancellation.create();
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() ->
              unless(
                  stop.signal(),
                  () ->
                      db.transaction(tx -> {
                        tx.update(INSERT, 1, "a");
                        return stop.cancel("enough");
                      })));
      assertThat(users()).isZero();
    }

    @Test
    void keepsItsTypedExceptions() throws Exception {
      try {
        db.transaction(tx -> throwChecked());
      } catch (IOException e) { // the compiler knows that it may be thrown
        assertThat(e).hasMessage("checked");
      }
    }

    @Test
    void isSeenByCodeThatTakesEither() throws Exception {
      db.transaction(tx -> rename(tx, "a"));
      assertThat(rename(db, "b")).isZero();
    }

    private int rename(Sql sql, String name) throws SQLException, InterruptedException {
      return sql.update("update users set name = ?", name);
    }
  }

  @Nested
  class PlainJdbc {
    @Test
    void isReachable() throws Exception {
      insert(3);
      int sum =
          db.withConnection(connection -> {
            int ids = 0;
            try (var statement = connection.prepareStatement(ALL);
                var rows = statement.executeQuery()) {
              while (rows.next()) {
                ids += rows.getInt("id");
              }
              assertThat(rows.getStatement()).isSameAs(statement);
              assertThat(statement.getConnection()).isSameAs(connection);
            }
            assertThat(new HashSet<>(List.of(connection))).contains(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            return ids;
          });
      assertThat(sum).isEqualTo(3);
    }

    @Test
    void isInAutoCommit() throws Exception {
      db.withConnection(connection ->
          connection.createStatement().executeUpdate("insert into users values (1, 'a')"));
      assertThat(users()).isEqualTo(1);
    }

    @Test
    void isRolledBackWhereNobodyCommits() throws Exception {
      db.withConnection(connection -> {
        connection.setAutoCommit(false);
        return connection.createStatement().executeUpdate("insert into users values (1, 'a')");
      });
      assertThat(users()).isZero();
    }

    @Test
    void isPartOfATransaction() throws Exception {
      db.transaction(tx ->
          tx.withConnection(connection ->
              connection.createStatement().executeUpdate("insert into users values (1, 'a')")));
      assertThat(users()).isEqualTo(1);
    }

    @Test
    void throwsTheFailureOfTheDriver() {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              db.withConnection(connection -> connection.prepareStatement("nonsense").execute()))
          .satisfies(e -> assertThat(e.getSQLState()).startsWith("42"));
    }
  }
}
