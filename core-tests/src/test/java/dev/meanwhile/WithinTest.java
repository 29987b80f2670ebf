package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class WithinTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class InTime {
    @Test
    void theResultIsReturned() throws Exception {
      assertThat(time.run(() -> within(ofMillis(10), () -> after(9, "a")))).isEqualTo("a");
      assertThat(time.elapsed()).isEqualTo(ofMillis(9));
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(time.run(() -> within(ofMillis(10), () -> (String) null))).isNull();
    }

    @Test
    void aFailureIsThrownAsItself() {
      var failure = new IOException("down");

      assertThatThrownBy(() -> within(ofSeconds(10), () -> fail(failure)))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
    }

    @Test
    void theTaskRunsOnTheCallingThreadWithItsLocksAndThreadLocals() throws Exception {
      var lock = new ReentrantLock();
      var local = new ThreadLocal<String>();
      local.set("mine");
      lock.lock();

      boolean held = within(ofSeconds(10), () -> lock.isHeldByCurrentThread());
      String seen = within(ofSeconds(10), local::get);
      Thread runner = within(ofSeconds(10), Thread::currentThread);

      assertThat(held).isTrue();
      assertThat(seen).isEqualTo("mine");
      assertThat(runner).isSameAs(Thread.currentThread());
    }
  }

  @Nested
  class TooLate {
    @Test
    void theErrorSaysForWhatTheCallingThreadWaited() {
      Limit api = atMost(1).named("api");

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> api.call(() -> after(50, "held")),
                      () -> {
                        sleep(ofMillis(1));
                        return within(
                            ofMillis(10), () -> within(ofMillis(20), () -> api.call(() -> 1)));
                      },
                      List::of)))
          .isInstanceOf(DeadlineExceeded.class)
          .hasMessageContaining("; the calling thread waits: for a permit of ")
          .hasMessageContaining("\"api\"");
    }

    @Test
    void theTaskIsInterruptedAndTheDeadlineIsThrown() {
      var thrown =
          catchThrowableOfType(
              DeadlineExceeded.class,
              () -> time.run(() -> within(ofMillis(10), () -> untilTheDeadline())));

      assertThat(thrown.limit()).isEqualTo(ofMillis(10));
      assertThat(thrown.elapsed()).isEqualTo(ofMillis(10));
      assertThat(thrown.stillRunning()).isEmpty();
      assertThat(thrown)
          .hasMessage(
              "deadline of 10 ms for \"test\" exceeded after 10 ms; the calling thread waits:"
                  + " SLEEP");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
    }

    @Test
    void theInterruptFlagIsClearAfterwards() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        try {
                          return untilTheDeadline();
                        } finally {
                          Thread.currentThread().interrupt();
                        }
                      })))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aValueReturnedAfterTheDeadlineIsNoAnswer() {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        clock.advance(ofMillis(11));
                        return "too late";
                      })))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatTheTaskThrowsAfterTheDeadlineIsSuppressed() {
      var clock = new EagerTime();
      var failure = new IOException("closed by interrupt");

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        clock.advance(ofMillis(11));
                        return fail(failure);
                      })))
          .isInstanceOf(DeadlineExceeded.class)
          .hasSuppressedException(failure);
    }

    @Test
    void aTimeoutIsNeverAnInterrupt() {
      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> all(() -> untilTheDeadline(), () -> untilTheDeadline(), List::of))));

      assertThat(thrown).isInstanceOf(DeadlineExceeded.class).hasNoCause();
      assertThat(thrown).hasNoSuppressedExceptions();
      assertThat(thrown).isNotInstanceOfAny(Cancelled.class, InterruptedException.class);
    }

    @Test
    void theTasksThatStillRanAreNamed() {
      var thrown =
          catchThrowableOfType(
              DeadlineExceeded.class,
              () ->
                  time.run(() ->
                      within(
                          ofMillis(10),
                          named(
                              "page",
                              () ->
                                  all(
                                      named("user", () -> untilTheDeadline()),
                                      named("quick", () -> "done"),
                                      named("org", () -> all(List.of(() -> untilTheDeadline()))),
                                      List::of)))));

      assertThat(thrown.stillRunning())
          .containsExactly("test/page/user", "test/page/org", "test/page/org/all[0]");
      assertThat(thrown)
          .hasMessage(
              "deadline of 10 ms for \"test/page\" exceeded after 10 ms; still running:"
                  + " test/page/user, test/page/org, test/page/org/all[0]");
    }

    @Test
    void atMostTwentyTasksAreNamed() {
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 100; i++) {
        tasks.add(() -> untilTheDeadline());
      }

      var thrown =
          catchThrowableOfType(
              DeadlineExceeded.class, () -> time.run(() -> within(ofMillis(10), () -> all(tasks))));

      assertThat(thrown.stillRunning()).hasSize(20);
    }
  }

  @Nested
  class Inside {
    @Test
    void theNearestOfAllDeadlinesHolds() {
      assertThat(limitOf(() -> within(ofMillis(10), () -> within(ofMillis(20), hanging()))))
          .isEqualTo(ofMillis(10));
      assertThat(limitOf(() -> within(ofMillis(20), () -> within(ofMillis(10), hanging()))))
          .isEqualTo(ofMillis(10));
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }

    @Test
    void theMessageNamesTheDeadlineThatPassed() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      named("outer", () -> within(ofMillis(20), named("inner", hanging()))))))
          .hasMessageStartingWith("deadline of 10 ms for \"test/outer\" exceeded");
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(20),
                      named("outer", () -> within(ofMillis(10), named("inner", hanging()))))))
          .hasMessageStartingWith("deadline of 10 ms for \"test/outer/inner\" exceeded");
    }

    @Test
    void anInnerDeadlineIsAFailureThatCanBeHandled() throws Exception {
      String answer =
          time.run(() ->
              within(
                  ofMillis(20),
                  () -> {
                    try {
                      return within(ofMillis(10), hanging());
                    } catch (DeadlineExceeded inner) {
                      return after(5, "handled");
                    }
                  }));

      assertThat(answer).isEqualTo("handled");
    }

    @Test
    void anOuterDeadlineCannotBeHandledInside() {
      assertThat(
              limitOf(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        try {
                          return within(ofMillis(20), hanging());
                        } catch (DeadlineExceeded outer) {
                          return "handled";
                        }
                      })))
          .isEqualTo(ofMillis(10));
    }

    @Test
    void childrenAreCutOffWhereverTheyAre() {
      assertThat(
              limitOf(() ->
                  within(
                      ofMillis(10),
                      () ->
                          scope(s -> {
                            var slow = s.start(() -> all(List.of(hanging(), hanging())));
                            return slow.get().getFirst();
                          }))))
          .isEqualTo(ofMillis(10));
    }

    private Task<String, RuntimeException> hanging() {
      return () -> untilTheDeadline();
    }

    private Duration limitOf(Task<String, RuntimeException> work) {
      return catchThrowableOfType(DeadlineExceeded.class, () -> time.run(work)).limit();
    }
  }

  @Nested
  class Limits {
    @Test
    void withZeroTheTaskIsNotRun() {
      var ran = new AtomicInteger();

      assertThatThrownBy(() -> time.run(() -> within(ZERO, ran::incrementAndGet)))
          .isInstanceOf(DeadlineExceeded.class);
      assertThatThrownBy(() -> within(ZERO, ran::incrementAndGet))
          .isInstanceOf(DeadlineExceeded.class)
          .hasMessageContaining("deadline of 0 s exceeded");
      assertThat(ran).hasValue(0);
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void aNegativeLimitFailsAtOnceWithTheValueAndTheRange() {
      var started = new AtomicInteger();

      assertThatThrownBy(() -> within(ofSeconds(-1), started::incrementAndGet))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("within", "-1 s", "0 s or more");
      assertThatThrownBy(() -> within(Duration.ofSeconds(Long.MIN_VALUE), () -> 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aLimitTooLongToCountNeverPasses() throws Exception {
      var hundredYears = Duration.ofDays(36_500);

      assertThat(time.run(() -> within(Deadline.FOREVER, () -> after(5, "a")))).isEqualTo("a");
      assertThat(time.run(() -> within(hundredYears, () -> after(5, "a")))).isEqualTo("a");
      assertThat(within(Duration.ofSeconds(Long.MAX_VALUE), () -> "real")).isEqualTo("real");
    }

    @Test
    void aTaskThatIsNullFailsAtOnce() {
      assertThatThrownBy(() -> within(ofSeconds(1), null)).isInstanceOf(NullPointerException.class);
    }
  }
}
