package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.atMost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Limit;
import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.testing.LeakGuard;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens at whichever call of the driver: the connection and the permit come back. */
@ExtendWith(LeakGuard.class)
class GivingBackTest {
  private static final String ROWS = "select x from system_range(1, 3)";

  /** What is done with the database. */
  private enum Way {
    QUERY(db -> db.query(ROWS, row -> row.getInt(1))),
    QUERY_FOR_KEYS(db -> db.queryIn(ROWS + " where x in (...)", List.of(1, 2), _ -> "")),
    UPDATE(db -> db.update("create table a (b int)")),
    BATCH(db -> db.batch("call ?", List.of(1, 2), List::of)),
    STREAM(db -> db.stream(ROWS, row -> row.getInt(1), Stream::toList)),
    TRANSACTION(
        db -> db.transaction(tx -> List.of(tx.query("call 1", _ -> 1), tx.update("call 2")))),
    PLAIN_JDBC(db ->
        db.withConnection(c -> {
          c.setAutoCommit(false);
          try (var rows = c.createStatement().executeQuery(ROWS)) {
            return rows.next();
          }
        }));

    private final Call call;

    Way(Call call) {
      this.call = call;
    }
  }

  @FunctionalInterface
  private interface Call {
    Object on(Database db) throws Exception;
  }

  private final Limit limit = atMost(1).named("db");
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  private Database watched(WatchedDriver.Watch watch) {
    var h2 = new JdbcDataSource();
    h2.setUrl("jdbc:h2:mem:");
    DataSource counted =
        WatchedDriver.of(
            h2,
            call -> {
              Object answer = call.make();
              switch (call.name()) {
                case "DataSource.getConnection" -> taken.incrementAndGet();
                case "Connection.close" -> taken.decrementAndGet();
                default -> {}
              }
              return answer;
            });
    return Database.of(WatchedDriver.of(counted, watch), limit);
  }

  private void everythingIsBack(int step) {
    assertThat(taken).as("connections after step %d", step).hasValue(0);
    assertThat(limit.inUse()).as("permits after step %d", step).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void afterThePoolHasGivenNothing(Way way) throws Exception {
    Database db =
        watched(call -> {
          throw new SQLException("no connection");
        });
    assertThat(catchThrowable(() -> way.call.on(db)))
        .isInstanceOf(SQLException.class)
        .hasMessage("no connection");
    everythingIsBack(1);
  }

  @ParameterizedTest
  @EnumSource
  void afterAFailureOfAnyCall(Way way) throws Exception {
    int steps = 0;
    for (int failing = 1; ; failing++) {
      int step = failing;
      calls.set(0);
      Database db =
          watched(call -> {
            Object answer = call.make(); // a connection that fails to close is closed
            if (calls.incrementAndGet() == step
                && !call.name().equals("DataSource.getConnection")) {
              throw new SQLException("call " + step);
            }
            return answer;
          });
      Throwable failure = catchThrowable(() -> way.call.on(db));
      everythingIsBack(step);
      if (calls.get() < step) {
        assertThat(failure).isNull();
        break;
      }
      steps++;
      if (failure != null) {
        assertThat(failure).isInstanceOf(SQLException.class).hasMessage("call " + step);
      }
    }
    assertThat(steps).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void afterAnInterruptOfTheCallerAtAnyCall(Way way) throws Exception {
    Thread caller = Thread.currentThread();
    int steps = 0;
    for (int interrupted = 1; ; interrupted++) {
      int step = interrupted;
      calls.set(0);
      var told = new CountDownLatch(1);
      Database db =
          watched(call -> {
            if (calls.incrementAndGet() == step) {
              caller.interrupt();
              told.await(); // the task, not this thread, which is shielded
            }
            assertThat(Thread.currentThread().isInterrupted()).as("at %s", call.name()).isFalse();
            return call.make();
          });
      Observer observer =
          event -> {
            if (event instanceof TaskEvent.CancelAsked) {
              told.countDown();
            }
          };
      Throwable failure = catchThrowable(() -> observer.watch(() -> way.call.on(db)));
      everythingIsBack(step);
      if (calls.get() < step) {
        assertThat(failure).isNull();
        break;
      }
      steps++;
      assertThat(failure).isInstanceOf(InterruptedException.class);
    }
    assertThat(steps).isGreaterThan(5);
  }
}
