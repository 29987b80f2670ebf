package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One at a time, for each key or in all. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class MutexTest extends LimitFixture {
  private final Mutex mutex = Mutex.named("account");

  @Nested
  class NoUpdateIsLost {
    private int balance;

    private int deposit() throws InterruptedException {
      int before = balance;
      sleep(ofMillis(1));
      balance = before + 1;
      return balance;
    }

    @Test
    void inside() throws Exception {
      time.run(() -> map(items(200), atMost(50), _ -> mutex.withLock(this::deposit)));

      assertThat(balance).isEqualTo(200);
    }

    @Test
    void whereasWithoutItSomeAre() throws Exception {
      time.run(() -> map(items(200), atMost(50), _ -> deposit()));

      assertThat(balance).isLessThan(200);
    }

    @Test
    void onRealThreads() throws Exception {
      map(
          items(5_000),
          atMost(16),
          _ ->
              mutex.withLock(() -> {
                int before = balance;
                Thread.yield();
                balance = before + 1;
                return balance;
              }));

      assertThat(balance).isEqualTo(5_000);
    }
  }

  @Nested
  class WithLock {
    @Test
    void runsOnTheCallingThread() throws Exception {
      assertThat(mutex.withLock(Thread::currentThread)).isSameAs(Thread.currentThread());
      assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void firstComeFirstServed() throws Exception {
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 20; i++) {
        String name = "n" + i;
        tasks.add(at(i, () -> mutex.withLock(trail.step(name, 50))));
      }

      var names = time.run(() -> all(tasks));

      assertThat(trail.steps()).isEqualTo(names);
    }

    @Test
    void isFreeAgainHoweverItEnded() throws Exception {
      var failure = new IOException();
      assertThatThrownBy(() -> mutex.withLock(() -> fail(failure))).isSameAs(failure);
      time.run(
          () -> race(() -> after(5, "winner"), () -> mutex.withLock(() -> after(100, "held"))));
      assertThatThrownBy(() ->
              time.run(() -> within(ofMillis(5), () -> mutex.withLock(Tasks::untilTheDeadline))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(mutex.isLocked()).isFalse();
      assertThat(mutex.waiting()).isZero();
    }

    @Test
    void tellsWhetherSomebodyIsInsideAndHowManyWait() throws Exception {
      var seen =
          time.run(() ->
              all(
                  () -> mutex.withLock(() -> after(10, "a")),
                  at(1, () -> mutex.withLock(() -> after(10, "b"))),
                  at(5, () -> mutex.isLocked() + " " + mutex.waiting()),
                  (_, _, use) -> use));

      assertThat(seen).isEqualTo("true 1");
    }

    @Test
    void letsWhatItStartsRunBesideItInside() throws Exception {
      String both =
          time.run(() ->
              mutex.withLock(
                  () -> all(() -> after(10, "a"), () -> after(10, "b"), String::concat)));

      assertThat(both).isEqualTo("ab");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }
  }

  @Nested
  class ForSoLong {
    private Throwable rejection(Duration longest) {
      return catchThrowable(() ->
          time.run(() ->
              all(
                  () -> mutex.withLock(() -> after(100, "holder")),
                  at(1, () -> mutex.withLock(longest, trail.step("inside", 1))),
                  String::concat)));
    }

    @Test
    void itIsRejectedWhenItDoesNotComeIn() {
      assertThat(rejection(ofMillis(20)))
          .isInstanceOf(Rejected.class)
          .hasMessage(
              "the mutex \"account\" was waited for too long: 1 of 1 permits in use, 1 waiting");
      assertThat(time.elapsed()).isEqualTo(ofMillis(21));
      assertThat(trail.steps()).isEmpty();
    }

    @Test
    void zeroTriesOnce() throws Exception {
      assertThat(rejection(ZERO)).isInstanceOf(Rejected.class);
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));
      assertThat(mutex.withLock(ZERO, () -> "free")).isEqualTo("free");
    }

    @Test
    void itComesInInTime() throws Exception {
      assertThat(rejection(ofMillis(100))).isNull();
      assertThat(trail.steps()).containsExactly("inside");
    }
  }

  @Nested
  class PerKey {
    private final KeyedMutex<String> accounts = Mutex.perKey();

    @Test
    void noUpdateOfAKeyIsLostAndTheKeysRunSideBySide() throws Exception {
      Map<String, Integer> balances = new HashMap<>(Map.of("a", 0, "b", 0, "c", 0));
      var keys = List.of("a", "b", "c");

      time.run(() ->
          map(
              items(90),
              atMost(90),
              i ->
                  accounts.withLock(
                      keys.get(i % 3),
                      () -> {
                        int before = read(balances, keys.get(i % 3));
                        sleep(ofMillis(1));
                        return write(balances, keys.get(i % 3), before + 1);
                      })));

      assertThat(balances).isEqualTo(Map.of("a", 30, "b", 30, "c", 30));
      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
      assertThat(accounts.keys()).isZero();
    }

    private static int read(Map<String, Integer> balances, String key) {
      synchronized (balances) {
        return balances.get(key);
      }
    }

    private static int write(Map<String, Integer> balances, String key, int value) {
      synchronized (balances) {
        balances.put(key, value);
        return value;
      }
    }

    @Test
    void itTellsWhoIsInside() throws Exception {
      var seen =
          time.run(() ->
              all(
                  () -> accounts.withLock("ada", () -> after(10, "a")),
                  at(1, () -> accounts.withLock("ada", () -> after(10, "b"))),
                  at(
                      5,
                      () ->
                          List.of(
                              accounts.isLocked("ada"),
                              accounts.waiting("ada"),
                              accounts.isLocked("bob"),
                              accounts.keys())),
                  (_, _, use) -> use));

      assertThat(seen).isEqualTo(List.of(true, 1, false, 1));
      assertThat(accounts.keys()).isZero();
      assertThat(accounts).hasToString("mutex per key");
    }

    @Test
    void aKeyExpiresAlsoAfterACancelAndAFailure() throws Exception {
      time.run(() ->
          race(
              () -> after(5, "winner"),
              () -> accounts.withLock("ada", () -> after(100, "held")),
              () -> accounts.withLock("ada", () -> after(100, "waiting"))));
      assertThatThrownBy(() -> accounts.withLock("bob", () -> fail(new IOException())))
          .isInstanceOf(IOException.class);

      assertThat(accounts.keys()).isZero();
    }
  }

  @Nested
  class Bad {
    @Test
    void inputIsRefused() {
      assertThatThrownBy(() -> Mutex.named(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("name");
      assertThatThrownBy(() -> Mutex.named(" ")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> mutex.withLock(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertThatThrownBy(() -> mutex.withLock(ofMillis(-1), () -> 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the longest wait is -1 ms");
      assertThatThrownBy(() -> Mutex.<String>perKey().withLock(null, () -> 1))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("key");
    }

    @Test
    void itSaysItsName() {
      assertThat(mutex).hasToString("mutex \"account\"");
      assertThat(Mutex.create()).hasToString("mutex");
    }
  }
}
