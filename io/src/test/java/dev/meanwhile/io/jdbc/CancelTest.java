package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Task;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A statement ends in the server with its task; its connection does not. */
@ExtendWith({LeakGuard.class, Postgres.class})
class CancelTest {
  private static final String FOR_EVER = "select pg_sleep(3600)";

  private static final int ROWS_AT_ONCE = 256;

  /** The first rows come at once. */
  private static final String STUCK =
      "select case when g > 256 then pg_sleep(3600)::text else g::text end"
          + " from generate_series(1, 1000) g";

  private final PostgresServer server;
  private final Limit limit = atMost(4).named("db");
  private HikariDataSource pool;
  private Database db;
  private ServerActivity activity;
  private Set<Integer> backends;

  CancelTest(PostgresServer server) {
    this.server = Postgres.orSkip(server);
  }

  @BeforeEach
  void open() throws Exception {
    activity = new ServerActivity(server);
    pool = server.pool(1);
    db = Database.of(pool, limit);
    backends = backends();
  }

  @AfterEach
  void theConnectionIsBackAndUsable() throws Exception {
    activity.await(0);
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(limit.inUse()).isZero();
    assertThat(backends()).as("the processes that serve the connections").isEqualTo(backends);
    pool.close();
    activity.close();
  }

  private Set<Integer> backends() throws Exception {
    return new TreeSet<>(db.query("select pg_backend_pid()", row -> row.getInt(1)));
  }

  /** Everything that may take long. */
  private enum Way {
    QUERY((db, sql) -> db.query(sql, _ -> "")),
    QUERY_FOR_ONE((db, sql) -> db.queryOne(sql, _ -> "")),
    QUERY_FOR_KEYS((db, sql) -> db.queryIn(sql + " where 1 in (...)", List.of(1), _ -> "")),
    UPDATE((db, sql) -> db.update(sql)),
    BATCH((db, sql) -> db.batch(sql + " where 1 = ?", List.of(1), List::of)),
    STREAM((db, sql) -> db.stream(sql, _ -> "", Stream::toList)),
    TRANSACTION((db, sql) -> db.transaction(tx -> tx.query(sql, _ -> ""))),
    WITHIN_A_TRANSACTION(
        (db, sql) -> db.transaction(tx -> within(ofDays(1), () -> tx.query(sql, _ -> "")))),
    PLAIN_JDBC((db, sql) -> db.withConnection(c -> c.createStatement().execute(sql)));

    private final Call call;

    Way(Call call) {
      this.call = call;
    }
  }

  @FunctionalInterface
  private interface Call {
    Object on(Database db, String sql) throws Exception;
  }

  private Task<Object, Exception> forEver(Way way) {
    return () -> way.call.on(db, activity.marked(FOR_EVER));
  }

  @Nested
  class AStatementThatRuns {
    @ParameterizedTest
    @EnumSource
    void endsWithAnInterruptOfItsCaller(Way way) throws Exception {
      var caller = new Caller(Thread.ofPlatform(), forEver(way));
      activity.await(1);
      caller.thread.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void endsWithAnInterruptOfItsVirtualCaller(Way way) throws Exception {
      var caller = new Caller(Thread.ofVirtual(), forEver(way));
      activity.await(1);
      caller.thread.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void endsWithASiblingThatFails(Way way) {
      Task<Object, Exception> failing =
          () -> {
            activity.await(1);
            throw new IOException("sibling");
          };
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> all(List.of(forEver(way), failing)))
          .withMessage("sibling");
    }

    @ParameterizedTest
    @EnumSource
    void endsWithACancelledSignal(Way way) throws Exception {
      var stop = Cancellation.create();
      var caller = new Caller(Thread.ofVirtual(), () -> unless(stop.signal(), forEver(way)));
      activity.await(1);
      stop.cancel("enough");
      assertThat(caller.failure()).isInstanceOf(Cancelled.class).hasMessageContaining("enough");
    }

    /** On a busy machine the statement may begin after the deadline: then it is given more time. */
    @ParameterizedTest
    @EnumSource
    void endsWithItsDeadline(Way way) throws Exception {
      boolean begun = false;
      for (Duration limit = ofMillis(100); !begun; limit = limit.multipliedBy(2)) {
        Duration tried = limit;
        var caller = new Caller(Thread.ofVirtual(), () -> within(tried, forEver(way)));
        while (!begun && caller.thread.isAlive()) {
          begun = activity.running() == 1;
        }
        assertThat(caller.failure()).isInstanceOf(DeadlineExceeded.class);
      }
    }
  }

  /** Where rows are fetched: PostgreSQL's driver heeds no cancel of the statement there. */
  private enum Reading {
    STREAM((db, sql, row) ->
        db.stream(
            sql,
            CancelTest::text,
            rows -> {
              rows.forEach(_ -> row.run());
              return "";
            })),
    STREAM_IN_A_MAP((db, sql, row) ->
        db.stream(
            sql,
            CancelTest::text,
            rows ->
                map(
                    rows,
                    atMost(2),
                    _ -> {
                      row.run();
                      return "";
                    }))),
    PLAIN_JDBC((db, sql, row) ->
        db.withConnection(connection -> {
          connection.setAutoCommit(false);
          var statement = connection.createStatement();
          statement.setFetchSize(256);
          var rows = statement.executeQuery(sql);
          while (rows.next()) {
            row.run();
          }
          return "";
        }));

    private final RowByRow call;

    Reading(RowByRow call) {
      this.call = call;
    }
  }

  @FunctionalInterface
  private interface RowByRow {
    Object of(Database db, String sql, Runnable row) throws Exception;
  }

  private static String text(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  @Nested
  class RowsThatDoNotCome {
    @ParameterizedTest
    @EnumSource
    void areNotWaitedForAfterAnInterrupt(Reading reading) throws Exception {
      var seen = new CountDownLatch(ROWS_AT_ONCE);
      String sql = activity.marked(STUCK);
      var caller = new Caller(Thread.ofPlatform(), () -> reading.call.of(db, sql, seen::countDown));
      seen.await();
      activity.await(1);
      caller.thread.interrupt();
      assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whatTheDriverMadeOfTheCancelIsSuppressed() throws Exception {
    var seen = new CompletableFuture<Throwable>();
    var caller =
        new Caller(
            Thread.ofVirtual(),
            () ->
                db.transaction(tx -> {
                  try {
                    return tx.query(activity.marked(FOR_EVER), CancelTest::text);
                  } catch (InterruptedException told) {
                    seen.complete(told);
                    throw told;
                  }
                }));
    activity.await(1);
    caller.thread.interrupt();
    assertThat(seen.get().getSuppressed())
        .singleElement()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void whatWasDoneBeforeInTheTransactionIsRolledBack() throws Exception {
    db.update("create table if not exists notes (text varchar)");
    var caller =
        new Caller(
            Thread.ofVirtual(),
            () ->
                db.transaction(tx -> {
                  tx.update("insert into notes values ('a')");
                  return tx.query(activity.marked(FOR_EVER), CancelTest::text);
                }));
    activity.await(1);
    caller.thread.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    assertThat(db.query("select * from notes", CancelTest::text)).isEmpty();
  }

  /** Calls something on a thread of its own. */
  private static final class Caller {
    private final FutureTask<Object> call;
    private final Thread thread;

    private Caller(Thread.Builder builder, Task<?, ?> work) {
      call = new FutureTask<>(work::run);
      thread = builder.start(call);
    }

    private Throwable failure() throws InterruptedException {
      try {
        return new AssertionError("returned " + call.get());
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }
  }
}
