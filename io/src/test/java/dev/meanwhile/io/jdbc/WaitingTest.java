package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Rejected;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who waits for a connection waits for a permit, and never in the pool. */
@ParameterizedClass
@EnumSource(Engine.class)
@ExtendWith({LeakGuard.class, Postgres.class})
class WaitingTest {
  /**
   * Four sleeps, those who wait for the sleepers, and the map; whoever waits for a statement may
   * come when it is over.
   */
  private static final int SURE_WAITS = 9;

  private final Engine engine;
  private final PostgresServer server;
  private final Limit limit = atMost(4).named("db");
  private HikariDataSource pool;
  private Database db;

  WaitingTest(Engine engine, PostgresServer server) {
    this.engine = engine.orSkip(server);
    this.server = server;
  }

  @BeforeEach
  void open(@TempDir Path directory) throws SQLException {
    pool = engine.pool(server, directory, 4);
    db = Database.of(pool, limit);
  }

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(limit.inUse()).isZero();
    pool.close();
  }

  private int count() throws SQLException, InterruptedException {
    return db.queryOne("select count(*) from users", row -> row.getInt(1)).orElseThrow();
  }

  @Test
  void twoHundredTasksNeverWaitInAPoolOfFour() throws Exception {
    var full = new CountDownLatch(4);
    var goOn = new CountDownLatch(1);
    var work =
        new FutureTask<>(() ->
            map(
                IntStream.range(0, 200).boxed().toList(),
                atMost(200),
                id ->
                    db.transaction(tx -> {
                      tx.update("insert into users values (?, ?)", id, "user");
                      full.countDown();
                      goOn.await();
                      return id;
                    })));
    var caller = Thread.ofVirtual().start(work);
    full.await();
    while (limit.waiting() < 196 && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    assertThat(limit.waiting()).isEqualTo(196);
    assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(4);
    goOn.countDown();
    assertThat(work.get()).isEqualTo(IntStream.range(0, 200).boxed().toList());
    caller.join();
    assertThat(count()).isEqualTo(200);
  }

  @Test
  void aDeadlineStrikesInTheQueueToo() throws Exception {
    db = Database.of(pool, atMost(1).named("one"));
    var time = VirtualTime.create();
    assertThatExceptionOfType(DeadlineExceeded.class)
        .isThrownBy(() ->
            time.run(() ->
                all(
                    () -> db.transaction(_ -> slept(10)),
                    () -> {
                      sleep(ofSeconds(1)); // the other one is inside by now
                      return within(ofSeconds(2), () -> count());
                    },
                    Integer::sum)));
    assertThat(time.elapsed()).isEqualTo(ofSeconds(3));
  }

  @Test
  void aLimitMayRefuse() {
    db = Database.of(pool, atMost(1).named("one").maxWaiting(0));
    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() ->
            VirtualTime.create()
                .run(() ->
                    all(
                        () -> db.transaction(_ -> slept(10)),
                        () -> {
                          sleep(ofSeconds(1));
                          return count();
                        },
                        Integer::sum)));
  }

  private static int slept(int seconds) throws InterruptedException {
    sleep(ofSeconds(seconds));
    return seconds;
  }

  /** Everything that this package waits for, one after the other and beside each other. */
  private int everything() throws SQLException, InterruptedException {
    db.update("delete from users");
    db.batch("insert into users values (?, 'a')", List.of(1, 2, 3), List::of);
    List<Integer> counts =
        map(List.of(1, 2, 3), atMost(3), _ -> db.transaction(tx -> slept(1) + countIn(tx)));
    int streamed = db.stream("select id from users", row -> row.getInt(1), Stream::toList).size();
    return counts.size() + streamed + db.withConnection(_ -> slept(1));
  }

  private static int countIn(Transaction tx) throws SQLException, InterruptedException {
    return tx.queryOne("select count(*) from users", row -> row.getInt(1)).orElseThrow();
  }

  @Test
  void anInterruptOfTheCallerEndsEveryWait() {
    db = Database.of(pool, atMost(2).named("two"));
    var steps = InterruptAtEveryStep.ofCaller(this::everything);
    assertThat(steps)
        .hasSizeGreaterThanOrEqualTo(SURE_WAITS)
        .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
  }

  @Test
  void anInterruptOfWhoeverWaitsEndsEveryWait() {
    db = Database.of(pool, atMost(2).named("two"));
    var steps = InterruptAtEveryStep.ofWaiter(this::everything);
    assertThat(steps)
        .hasSizeGreaterThanOrEqualTo(SURE_WAITS)
        .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
  }
}
