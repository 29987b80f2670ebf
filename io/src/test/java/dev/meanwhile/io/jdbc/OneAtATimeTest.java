package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meanwhile.Misuse;
import dev.meanwhile.testing.LeakGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection does one thing at a time, for the code that took it. */
@ExtendWith(LeakGuard.class)
class OneAtATimeTest {
  private static final String ROWS = "select x from system_range(1, 1000)";

  private final JdbcDataSource h2 = new JdbcDataSource();
  private final Database db = Database.of(h2, atMost(4).named("db"));

  OneAtATimeTest() {
    h2.setUrl("jdbc:h2:mem:");
  }

  private static List<Integer> one(Sql sql) throws SQLException, InterruptedException {
    return sql.query("call 1", row -> row.getInt(1));
  }

  @Nested
  class ATransaction {
    @Test
    void isRefusedToTasksStartedInside() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() -> db.transaction(tx -> all(() -> one(tx), () -> 2, List::of)))
          .withMessageContaining("taken at dev.meanwhile.io.jdbc.OneAtATimeTest$ATransaction.")
          .withMessageContaining("is used by another task, at")
          .withMessageContaining("one(OneAtATimeTest.java:")
          .withMessageContaining("it does one thing at a time");
    }

    @Test
    void isRefusedToThemAlsoWhereItIsFree() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(
              () -> db.transaction(tx -> scope(s -> s.start("inside", () -> one(tx)).get())))
          .withMessageContaining("in task \"")
          .withMessageContaining("inside\"");
    }

    @Test
    void isForAllCodeOnItsOwnThread() throws Exception {
      var ones =
          db.transaction(tx -> within(ofDays(1), () -> scope(_ -> atMost(1).call(() -> one(tx)))));
      assertThat(ones).containsExactly(1);
    }

    @Test
    void isOfNoUseAfterItsEnd() throws Exception {
      Transaction leaked = db.transaction(tx -> tx);
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() -> one(leaked))
          .withMessageContaining("by another task");
    }

    @Test
    void isNotAskedByARowMapperOfItsOwn() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() ->
              db.transaction(tx ->
                  tx.query(
                      "call 1",
                      _ -> {
                        try {
                          return one(tx);
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                      })))
          .withMessageContaining("while it is in use");
    }

    @Test
    void doesNotGoOnInTheDatabaseItself() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() -> db.transaction(_ -> one(db)))
          .withMessageContaining("asks the limit \"db\" for a permit at")
          .withMessageContaining("one(OneAtATimeTest.java:")
          .withMessageContaining("inside of work that holds one, asked for at")
          .withMessageContaining("doesNotGoOnInTheDatabaseItself");
    }
  }

  @Nested
  class AConnection {
    @Test
    void isRefusedToTasksStartedInside() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() ->
              db.withConnection(connection ->
                  all(() -> connection.prepareStatement("call 1"), () -> 2, List::of)))
          .withMessageContaining("taken at dev.meanwhile.io.jdbc.OneAtATimeTest$AConnection.")
          .withMessageContaining("is used by another task, at")
          .withMessageContaining("at dev.meanwhile.io.jdbc.OneAtATimeTest$AConnection.");
    }

    @Test
    void isRefusedToThemWithAllItHasMade() {
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() ->
              db.withConnection(connection -> {
                var rows = connection.createStatement().executeQuery(ROWS);
                return all(() -> rows.next(), () -> 2, List::of);
              }))
          .withMessageContaining("is used by another task");
    }

    @Test
    void isOfNoUseAfterwards() throws Exception {
      Connection leaked = db.withConnection(connection -> connection);
      assertThatExceptionOfType(Misuse.class).isThrownBy(leaked::commit);
    }
  }

  @Nested
  class AStreamOfRows {
    @Test
    void isTakenByOneTaskAtATime() {
      var reading = new CountDownLatch(1);
      var refused = new CountDownLatch(1);
      var slow =
          Database.of(
              WatchedDriver.of(
                  h2,
                  call -> {
                    if (call.name().equals("ResultSet.next")) {
                      reading.countDown();
                      refused.await();
                    }
                    return call.make();
                  }),
              atMost(1));
      assertThatExceptionOfType(Misuse.class)
          .isThrownBy(() ->
              slow.<Integer, List<Object>, RuntimeException>stream(
                  ROWS, row -> row.getInt(1), rows -> takeTwice(rows, reading, refused)))
          .withMessageContaining("while it is in use")
          .withMessageContaining(", while task \"")
          .withMessageContaining("takeTwice");
    }

    private List<Object> takeTwice(
        Stream<Integer> rows, CountDownLatch reading, CountDownLatch refused)
        throws InterruptedException {
      var source = rows.spliterator();
      return all(
          () -> source.tryAdvance(_ -> {}),
          () -> {
            reading.await();
            try {
              return source.tryAdvance(_ -> {});
            } finally {
              refused.countDown();
            }
          },
          List::of);
    }

    @Test
    void leavesTheTransactionToItsOwnCode() throws Exception {
      int sum =
          db.transaction(tx ->
              tx.stream(
                  ROWS,
                  row -> row.getInt(1),
                  rows -> {
                    int ones = 0;
                    for (int _ : (Iterable<Integer>) rows::iterator) {
                      ones += one(tx).getFirst();
                    }
                    return ones;
                  }));
      assertThat(sum).isEqualTo(1_000);
    }
  }
}
