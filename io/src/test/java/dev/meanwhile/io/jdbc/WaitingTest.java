package dev.meanwhile.io.jdbc;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Rejected;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.VirtualTime;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who waits for a connection waits for a permit, and never in the pool. */
class WaitingTest extends DatabaseFixture {
  /**
   * Four sleeps, those who wait for the sleepers, and the map; whoever waits for a statement may
   * come when it is over.
   */
  private static final int SURE_WAITS = 9;

  WaitingTest(Engine engine, PostgresServer server) {
    super(engine, server);
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
    assertThat(users()).isEqualTo(200);
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
                      return within(ofSeconds(2), () -> users());
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
                          return users();
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
