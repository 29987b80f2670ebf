package dev.meanwhile.runtime;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.Misuse;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time limits: the stretch of the task, and a run, begin only if something needs them. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class TimedCallTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Limit limit = atMost(1).named("db");

  @AfterEach
  void nothingIsLeft() {
    assertThat(TaskNode.standing()).isNull();
    assertThat(limit.inUse()).isZero();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** The innermost call here; its alarm rings when a test says so. */
  private static TimedCall here() {
    return (TimedCall) TaskNode.standing();
  }

  /** The clock takes the alarm out, unless the call has done so, and rings it. */
  private static void strike(TimedCall call) {
    if (call.disarm()) {
      call.ring();
    }
  }

  private static Run runOfATask() throws InterruptedException {
    return scope(s -> s.start(() -> TaskNode.running().run()).get());
  }

  @Nested
  class TheStretch {
    @Test
    void isNotBegunByCodeThatNeedsNone() throws Exception {
      boolean begun =
          within(
              HOUR,
              () -> {
                Ambient.checkCancelled();
                Ambient.nanoTime();
                Deadline.remaining();
                return limit.call(() -> within(HOUR, () -> TaskNode.begun() != null));
              });

      assertThat(begun).isFalse();
    }

    @Test
    void isBegunByAVerbAndIsOneForTheWholeCall() throws Exception {
      within(
          HOUR,
          () -> {
            Run first = limit.call(() -> within(HOUR, () -> runOfATask()));
            Run second = runOfATask();
            assertThat(second).isSameAs(first);
            assertThat(TaskNode.begun()).isSameAs(TaskNode.current());
            return null;
          });
    }

    @Test
    void isBegunAtOnceForATaskWithANameWhichItsTasksBear() throws Exception {
      String path = within(HOUR, named("page", () -> TaskNode.begun().path()));

      assertThat(path).isEqualTo("page");
    }

    @Test
    void inATaskEndsWithTheCallAndTheTaskGoesOnAsBefore() throws Exception {
      scope(s -> {
        TaskNode outside = TaskNode.running();
        Cancellable open = outside.open();
        within(HOUR, () -> runOfATask());
        assertThat(TaskNode.standing()).isSameAs(outside);
        assertThat(outside.open()).isSameAs(open);
        return null;
      });
    }

    @Test
    void inheritsThePermitsThatAreHeldAroundIt() throws Exception {
      limit.call(() ->
          within(
              HOUR,
              () -> {
                assertThatThrownBy(() -> limit.call(() -> 1)).isInstanceOf(Misuse.class);
                return scope(s -> s.start(() -> catchThrowable(() -> limit.call(() -> 1))).get());
              }));
    }

    @Test
    void neitherAValueNorAFailureBeginsIt() throws Exception {
      var failure = new IOException("broken");

      assertThat(within(HOUR, () -> (Object) null)).isNull();
      assertThatThrownBy(() ->
              within(
                  HOUR,
                  () -> {
                    throw failure;
                  }))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
    }
  }

  @Nested
  class WhatIsLeft {
    @Test
    void isThatOfTheNearestWhetherStretchesHaveBegunOrNot() throws Exception {
      var time = VirtualTime.create();

      List<Duration> left =
          time.run(() ->
              within(
                  Duration.ofMillis(20),
                  () -> {
                    Duration inner = within(Duration.ofMillis(10), Deadline::remaining);
                    Duration outer = limit.call(() -> within(HOUR, Deadline::remaining));
                    sleep(Duration.ofMillis(5));
                    return List.of(inner, outer, within(HOUR, Deadline::remaining));
                  }));

      assertThat(left)
          .containsExactly(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(15));
      assertThat(Deadline.remaining()).isEqualTo(Deadline.FOREVER);
    }
  }

  @Nested
  class ADeadlineThatPasses {
    @Test
    void interruptsCodeThatHasBegunNothing() {
      assertThatThrownBy(() ->
              within(
                  HOUR,
                  () -> {
                    TimedCall call = here();
                    Thread.startVirtualThread(() -> strike(call));
                    new CountDownLatch(1).await();
                    return null;
                  }))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions();
    }

    @Test
    void letsNoValueThroughThatComesAfterIt() throws Exception {
      String answer =
          withinOr(
              HOUR,
              () -> {
                strike(here());
                return "too late";
              },
              () -> "fallback");

      assertThat(answer).isEqualTo("fallback");
    }

    @Test
    void isHeardByWhateverWaitsOrAsksAfterIt() {
      assertLate(() -> {
        strike(here());
        assertThatThrownBy(Ambient::checkCancelled).isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> sleep(Duration.ofMillis(1))).isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> all(() -> 1, () -> 2, Integer::sum))
            .isInstanceOf(DeadlineExceeded.class);
        assertThatThrownBy(() -> limit.call(() -> 1)).isInstanceOf(DeadlineExceeded.class);
      });
    }

    private static void assertLate(ThrowingRunnable code) {
      assertThatThrownBy(() ->
              within(
                  HOUR,
                  () -> {
                    code.run();
                    return null;
                  }))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions(); // such as an assertion of the code
    }

    @Test
    void endsTheWaitForAPermit() throws Exception {
      limit.call(() -> {
        var late = new AtomicReference<Throwable>();
        Thread waiting =
            Thread.startVirtualThread(() ->
                assertLate(() -> {
                  TimedCall call = here();
                  Thread.startVirtualThread(() -> {
                    while (call.begun() == null
                        || WaitGraph.ofCaller(call.begin().group()) == null) {
                      Thread.yield();
                    }
                    strike(call);
                  });
                  late.set(catchThrowable(() -> limit.call(() -> 1)));
                }));
        waiting.join();
        assertThat(late.get()).isInstanceOf(DeadlineExceeded.class);
        assertThat(late.get()).hasMessageContaining("waits: for a permit of limit \"db\"");
        return null;
      });
    }

    @Test
    void ofAnOuterCallIsNotTheInnerOnesToHandle() {
      assertLate(() -> {
        TimedCall outer = here();
        Throwable thrown =
            catchThrowable(() ->
                limit.call(() ->
                    withinOr(
                        Duration.ofHours(2),
                        () -> {
                          strike(outer);
                          return "inner";
                        },
                        () -> "fallback")));
        assertThat(thrown)
            .isInstanceOfSatisfying(
                DeadlineExceeded.class, late -> assertThat(late.limit()).isEqualTo(HOUR));
      });
    }

    @Test
    void ofAnInnerCallLeavesTheOuterOneAtWork() throws Exception {
      var answer =
          within(
              Duration.ofHours(2),
              () ->
                  limit.call(() -> {
                    Run late =
                        withinOr(
                            HOUR,
                            () -> {
                              strike(here());
                              return TaskNode.running().run();
                            },
                            () -> runOfATask());
                    return List.of(late, runOfATask());
                  }));

      assertThat(answer.getFirst()).isSameAs(answer.getLast());
    }

    @Test
    void leavesAnInterruptThatCameBeforeIt() {
      assertLate(() -> {
        Thread.currentThread().interrupt();
        strike(here());
      });

      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void butIsRungOnlyAfterTheEndOfTheCallInterruptsNobody() throws Exception {
      TimedCall call =
          within(
              HOUR,
              () -> {
                assertThat(here().disarm()).isTrue();
                return here();
              });

      call.ring();

      assertThat(call.begun()).isNull();
    }

    /** The call is late, or it is not, and nothing comes afterwards. */
    @Test
    void atTheVeryEndOfTheCallIsHeardByItOrByNobody() throws Exception {
      for (int i = 0; i < 2_000; i++) {
        var start = new CyclicBarrier(2);
        var striking = new AtomicReference<Thread>();
        String answer =
            withinOr(
                HOUR,
                () -> {
                  TimedCall call = here();
                  striking.set(
                      Thread.startVirtualThread(() -> {
                        meet(start);
                        strike(call);
                      }));
                  meet(start);
                  return "in time";
                },
                () -> "late");
        striking.get().join();
        assertThat(answer).isIn("in time", "late");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
    }
  }

  private static void meet(CyclicBarrier start) {
    try {
      start.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Code that may throw. */
  @FunctionalInterface
  private interface ThrowingRunnable {
    void run() throws Exception;
  }
}
