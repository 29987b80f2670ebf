package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meanwhile.Cancellation;
import dev.meanwhile.Cancelled;
import dev.meanwhile.io.jdbc.DriverCall.Resort;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class DriverCallTest {
  private static final Resort NONE = new Resort(Long.MAX_VALUE, () -> {});

  private final Cancellation stop = Cancellation.create();

  private <R> R make(Resort resort, DriverCall.Step<R> step)
      throws SQLException, InterruptedException {
    return unless(stop.signal(), () -> DriverCall.make(resort, step));
  }

  private static void await(CountDownLatch latch) throws SQLException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new SQLException("an interrupt has reached the driver", e);
    }
  }

  @Nested
  class ACancel {
    @Test
    void isRepeatedUntilTheDriverHeedsIt() {
      var cancels = new AtomicInteger();
      var heeded = new CountDownLatch(1);
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() ->
              make(
                  NONE,
                  call -> {
                    call.onCancel(() -> {
                      if (cancels.incrementAndGet() == 3) {
                        heeded.countDown();
                      }
                    });
                    stop.cancel("enough");
                    await(heeded);
                    throw new SQLException("cancelled", "57014");
                  }));
      assertThat(cancels.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void isWaitedForWhenItIsOnItsWay() {
      var order = new CopyOnWriteArrayList<String>();
      var onItsWay = new CountDownLatch(1);
      var ended = new CountDownLatch(1);
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() -> {
            try {
              make(
                  NONE,
                  call -> {
                    call.onCancel(() -> {
                      onItsWay.countDown();
                      await(ended);
                      order.add("cancelled");
                    });
                    stop.cancel("enough");
                    await(onItsWay);
                    ended.countDown();
                    return "";
                  });
            } finally {
              order.add("returned");
            }
          });
      assertThat(order).startsWith("cancelled").endsWith("returned");
    }

    @Test
    void thatTheDriverRefusesIsLeftToTheLastResort() {
      var aborted = new CountDownLatch(1);
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() ->
              make(
                  new Resort(5, aborted::countDown),
                  call -> {
                    call.onCancel(() -> {
                      throw new SQLException("not supported");
                    });
                    stop.cancel("enough");
                    await(aborted);
                    return "";
                  }));
    }

    @Test
    void thatComesBeforeMakesNoCall() {
      var made = new ArrayList<String>();
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() ->
              unless(
                  stop.signal(),
                  () -> {
                    stop.cancel("enough");
                    return DriverCall.make(NONE, _ -> made.add("made"));
                  }));
      assertThat(made).isEmpty();
    }

    @Test
    void thatComesAfterwardsReachesNothing() throws Exception {
      var cancels = new AtomicInteger();
      make(
          NONE,
          call -> {
            call.onCancel(cancels::incrementAndGet);
            return "";
          });
      stop.cancel("enough");
      assertThat(cancels).hasValue(0);
    }
  }

  @Nested
  class AFullPool {
    /** It heeds interrupts, as pools do. */
    private DataSource full() {
      return WatchedDriver.of(
          new JdbcDataSource(),
          _ -> {
            stop.cancel("enough");
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new SQLException("interrupted during connection acquisition", e);
            }
            return null;
          });
    }

    @Test
    void isLeftAfterACancel() {
      assertThatExceptionOfType(Cancelled.class)
          .isThrownBy(() -> unless(stop.signal(), () -> Session.open(full(), "a place")));
    }
  }

  @Nested
  class TheQueryTimeout {
    private final List<Object> timeouts = new CopyOnWriteArrayList<>();

    private Database watched() {
      var h2 = new JdbcDataSource();
      h2.setUrl("jdbc:h2:mem:");
      return Database.of(
          WatchedDriver.of(
              h2,
              call -> {
                if (call.name().endsWith("setQueryTimeout")) {
                  timeouts.add(call.arguments()[0]);
                }
                return call.make();
              }),
          atMost(1));
    }

    private List<Integer> query(Database db) throws SQLException, InterruptedException {
      return db.query("call 1", row -> row.getInt(1));
    }

    @Test
    void isWhatTheDeadlineLeavesInWholeSecondsRoundedUp() throws Exception {
      Database db = watched();
      VirtualTime.create()
          .run(() -> {
            within(ofMillis(1_001), () -> query(db));
            within(ofSeconds(3), () -> query(db));
            return within(ofMillis(1), () -> query(db));
          });
      assertThat(timeouts).containsExactly(2, 0, 3, 0, 1, 0);
    }

    @Test
    void isLeftAloneWithoutADeadline() throws Exception {
      query(watched());
      assertThat(timeouts).isEmpty();
    }

    @Test
    void isLeftAloneWhereTheDeadlineIsTooFarToCount() throws Exception {
      within(ofDays(30_000), () -> query(watched()));
      assertThat(timeouts).isEmpty();
    }

    @Test
    void isTheOwnOneWhereThatIsShorter() throws Exception {
      Database db = watched();
      VirtualTime.create()
          .run(() ->
              within(
                  ofSeconds(5),
                  () ->
                      db.withConnection(connection -> {
                        var statement = connection.createStatement();
                        statement.setQueryTimeout(4);
                        statement.execute("call 1");
                        statement.setQueryTimeout(6);
                        return statement.execute("call 1");
                      })));
      assertThat(timeouts).containsExactly(4, 6, 5, 6);
    }

    @Test
    void doesNotStayWithTheConnection() throws Exception {
      var h2 = new JdbcDataSource();
      h2.setUrl("jdbc:h2:mem:");
      Database db = Database.of(h2, atMost(1));
      int left =
          db.transaction(tx -> {
            within(ofSeconds(60), () -> tx.query("call 1", row -> row.getInt(1)));
            return tx.withConnection(connection -> connection.createStatement().getQueryTimeout());
          });
      assertThat(left).isZero();
    }
  }
}
