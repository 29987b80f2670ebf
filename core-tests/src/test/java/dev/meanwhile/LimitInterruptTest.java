package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interrupted at every step, nobody keeps a permit, and nobody waits for one for ever. */
@ExtendWith(LeakGuard.class)
@Timeout(30)
class LimitInterruptTest {
  private final Limit one = atMost(1);
  private final Limit two = atMost(2);

  @AfterEach
  void nothingIsLeft() {
    assertUnused(one, two);
  }

  private static <T, X extends Exception> Task<T, X> at(int millis, Task<T, X> task) {
    return () -> {
      sleep(ofMillis(millis));
      return task.run();
    };
  }

  @Nested
  class OfTheCaller {
    @Test
    void ofCalls() throws Exception {
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () ->
              all(
                  () -> one.call(() -> after(10, "a")),
                  at(1, () -> one.call(() -> after(10, "b"))),
                  at(2, () -> one.call(() -> after(10, "c"))),
                  List::of));
    }

    @Test
    void thatCallsItself() throws Exception {
      Interrupted.atEveryStep(
          "ab",
          () ->
              scope(s -> {
                var holder = s.start(() -> one.call(() -> after(10, "a")));
                sleep(ofMillis(1));
                String own = one.call(() -> after(10, "b"));
                return holder.get() + own;
              }));
    }

    @Test
    void ofClaimsOfTwoLimits() throws Exception {
      Claim there = one.claim().and(two.claim(2));
      Claim back = two.claim(2).and(one);
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () ->
              all(
                  () -> there.call(() -> after(10, "a")),
                  at(1, () -> back.call(() -> after(10, "b"))),
                  at(2, () -> there.call(() -> after(10, "c"))),
                  List::of));
    }

    @Test
    void ofStartedTasks() throws Exception {
      Interrupted.atEveryStep(
          "abc",
          () ->
              scope(s -> {
                var a = one.start(s, () -> after(10, "a"));
                var b = one.claim().maxWait(ofSeconds(1)).start(s, () -> after(10, "b"));
                var c = two.claim(2).and(one).start(s, () -> after(10, "c"));
                return a.get() + b.get() + c.get();
              }));
    }

    @Test
    void ofMapsThatShareALimit() throws Exception {
      Interrupted.atEveryStep(
          List.of(List.of(1, 2, 3), List.of(4, 5, 6)),
          () ->
              all(
                  () -> map(List.of(1, 2, 3), two, i -> after(10, i)),
                  at(1, () -> map(List.of(4, 5, 6), two, i -> after(10, i))),
                  List::of));
    }

    @Test
    void ofLocks() throws Exception {
      var mutex = Mutex.create();
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () ->
              all(
                  () -> mutex.withLock(() -> after(10, "a")),
                  at(1, () -> mutex.withLock(() -> after(10, "b"))),
                  at(2, () -> mutex.withLock(ofSeconds(1), () -> after(10, "c"))),
                  List::of));
      assertThat(mutex.isLocked()).isFalse();
      assertThat(mutex.waiting()).isZero();
    }

    @Test
    void ofCallsOfAKeyUnderATotal() throws Exception {
      KeyedLimit<String> tenants = Limit.<String>perKey(1).total(one);
      Interrupted.atEveryStep(
          List.of("a", "b", "c"),
          () ->
              all(
                  () -> tenants.call("ada", () -> after(10, "a")),
                  at(1, () -> tenants.call("ada", () -> after(10, "b"))),
                  at(2, () -> tenants.call("bob", () -> after(10, "c"))),
                  List::of));
      assertThat(tenants.keys()).isZero();
    }

    @Test
    void ofSerialTasksAndCalls() throws Exception {
      Serial<String> serial = Serial.perKey();
      Interrupted.atEveryStep(
          "abc",
          () ->
              scope(s -> {
                var a = serial.start(s, "ada", () -> after(10, "a"));
                var b = s.start(() -> serial.call("ada", () -> after(10, "b")));
                sleep(ofMillis(1));
                return a.get() + b.get() + serial.call("ada", () -> after(10, "c"));
              }));
      assertThat(serial.keys()).isZero();
    }
  }

  @Nested
  class OfWhoWaits {
    private void endsAtEveryStep(Task<?, ?> work) {
      var steps = InterruptAtEveryStep.ofWaiter(work);

      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step -> {
            if (step.failure() != null) {
              assertThat(step.failure())
                  .isInstanceOfAny(InterruptedException.class, Cancelled.class);
            }
          });
    }

    @Test
    void forACall() {
      endsAtEveryStep(() ->
          all(
              () -> one.call(() -> after(10, "a")),
              at(1, () -> one.call(() -> after(10, "b"))),
              at(2, () -> one.claim().and(two).call(() -> after(10, "c"))),
              List::of));
    }

    @Test
    void forAStartedTask() {
      endsAtEveryStep(() ->
          scope(s -> {
            var a = one.start(s, () -> after(10, "a"));
            var b = one.claim().and(two).start(s, () -> after(10, "b"));
            return a.get() + b.get();
          }));
    }

    @Test
    void forALock() {
      var accounts = Mutex.<String>perKey();
      endsAtEveryStep(() ->
          all(
              () -> accounts.withLock("ada", () -> after(10, "a")),
              at(1, () -> accounts.withLock("ada", () -> after(10, "b"))),
              List::of));
      assertThat(accounts.keys()).isZero();
    }

    @Test
    void forQuiet() {
      endsAtEveryStep(() ->
          all(
              () -> one.call(() -> after(10, "a")),
              at(
                  1,
                  () -> {
                    one.awaitIdle();
                    return "idle";
                  }),
              List::of));
    }
  }
}
