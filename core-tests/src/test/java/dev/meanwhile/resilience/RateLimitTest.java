package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.ManualTime;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class RateLimitTest {
  private final VirtualTime time = VirtualTime.create();

  private List<Long> starts(RateLimit limit, int n) throws InterruptedException {
    var starts = new ArrayList<Long>();
    time.run(() -> {
      for (int i = 0; i < n; i++) {
        limit.acquire();
        starts.add(time.elapsed().toMillis());
      }
      return null;
    });
    return starts;
  }

  @Nested
  class Pacing {
    @Test
    void strictStartsNAtOnceAndTheNextWhenTheWindowHasPassed() throws Exception {
      assertThat(starts(RateLimit.strict(3, ofSeconds(1)), 7))
          .containsExactly(0L, 0L, 0L, 1000L, 1000L, 1000L, 2000L);
    }

    @Test
    void smoothSpacesThemEvenly() throws Exception {
      assertThat(starts(RateLimit.smooth(4, ofSeconds(1)), 4))
          .containsExactly(0L, 250L, 500L, 750L);
    }

    @Test
    void burstyStartsWithAFullBucketAndGoesOnAtTheRate() throws Exception {
      assertThat(starts(RateLimit.bursty(10, ofSeconds(1), 3), 6))
          .containsExactly(0L, 0L, 0L, 100L, 200L, 300L);
    }

    @Test
    void outsideOfAnyTaskItWorksOnRealTime() throws Exception {
      RateLimit limit = RateLimit.perSecond(2);
      limit.acquire();
      assertThat(limit.tryAcquire()).isTrue();
      assertThat(limit.tryAcquire()).isFalse();
    }

    @Test
    void anotherClockGoesOnWhereTheOneBeforeStood() throws Exception {
      RateLimit limit = RateLimit.strict(1, ofSeconds(1));
      starts(limit, 3);
      VirtualTime other = VirtualTime.create();
      other.run(() -> {
        limit.acquire();
        return null;
      });
      assertThat(other.elapsed()).isEqualTo(ofSeconds(1));
    }
  }

  @Nested
  class Waiting {
    private final ManualTime manual = VirtualTime.manual();
    private final RateLimit limit = RateLimit.strict(1, ofSeconds(10));
    private final List<String> started = new CopyOnWriteArrayList<>();

    private void start(String name) throws InterruptedException {
      Future<?> caller = manual.start(() -> limit.call(() -> started.add(name)));
      assertThat(caller.isCancelled()).isFalse();
    }

    @Test
    void firstComeIsFirstServed() throws Exception {
      start("a");
      start("b");
      start("c");
      assertThat(limit.waiting()).isEqualTo(2);
      assertThat(limit.delay()).isEqualTo(ofSeconds(30));
      manual.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b");
      manual.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void whoLeavesGivesThePlaceToThoseBehind() throws Exception {
      start("a");
      Future<?> leaver =
          manual.start(() ->
              race(
                  () -> limit.call(() -> started.add("b")),
                  () -> {
                    sleep(ofSeconds(5));
                    return false;
                  }));
      start("c");
      manual.advance(ofSeconds(5));
      assertThat(leaver.get()).isEqualTo(false);
      assertThat(limit.waiting()).isEqualTo(1);
      manual.advance(ofSeconds(5));
      assertThat(started).containsExactly("a", "c");
    }

    @Test
    void nobodyOvertakesThoseWhoWait() throws Exception {
      start("a");
      start("b");
      manual.advance(ofMillis(9_999));
      assertThat(limit.tryAcquire()).isFalse();
      assertThat(limit.drain()).isZero();
      manual.advance(ofMillis(1));
      assertThat(started).containsExactly("a", "b");
    }

    @Test
    void aPauseHoldsForEverybodyAndItsEndWakesThem() throws Exception {
      start("a");
      start("b");
      limit.pause(ofMinutes(5));
      manual.advance(ofMinutes(1));
      assertThat(started).containsExactly("a");
      limit.resume();
      manual.advance(ZERO);
      assertThat(started).containsExactly("a", "b");
    }
  }

  @Nested
  class Deadlines {
    private final RateLimit limit = RateLimit.strict(1, ofSeconds(1));

    @Test
    void aWaitBeyondTheDeadlineIsNotBegunAndTakesNoPlace() throws Exception {
      time.run(() -> {
        limit.acquire();
        assertThatThrownBy(() -> within(ofMillis(999), () -> limit.call(() -> "a")))
            .isInstanceOf(DeadlineExceeded.class)
            .hasMessageEndingWith("leaves 999 ms, too little to wait for 1 s");
        limit.acquire();
        return null;
      });
      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void aWaitLongerThanAllowedIsRefusedAtOnce() throws Exception {
      boolean early =
          time.run(() -> {
            limit.acquire();
            assertThat(limit.tryAcquire(ofMillis(999))).isFalse();
            return limit.tryAcquire(ofSeconds(1));
          });
      assertThat(early).isTrue();
      assertThat(time.elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void anInterruptAtAnyStepLeavesTheQueue() {
      RateLimit narrow = RateLimit.strict(2, ofSeconds(1));
      Task<String, RuntimeException> task = () -> narrow.call(() -> "a");
      var steps =
          InterruptAtEveryStep.ofWaiter(() -> all(List.of(task, task, task, task, task, task)));
      assertThat(steps)
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
      assertThat(narrow.waiting()).isZero();
    }
  }

  @Nested
  class Hints {
    private final RateLimit limit = RateLimit.perSecond(100);

    private static final class Busy extends IOException implements RetryAfter {
      private static final long serialVersionUID = 1L;
      private final transient Duration retryAfter;

      Busy(Duration retryAfter) {
        this.retryAfter = retryAfter;
      }

      @Override
      public Duration retryAfter() {
        return retryAfter;
      }
    }

    private void fail(RateLimit used, Duration retryAfter) throws InterruptedException {
      time.run(() -> {
        assertThatThrownBy(() ->
                used.call(() -> {
                  throw new Busy(retryAfter);
                }))
            .isInstanceOf(Busy.class);
        return null;
      });
    }

    @Test
    void aServersWishPausesEverybody() throws Exception {
      fail(limit, ofSeconds(30));
      assertThat(starts(limit, 1)).containsExactly(30_000L);
    }

    @Test
    void butNotForLongerThanAMinute() throws Exception {
      fail(limit, ofSeconds(Long.MAX_VALUE));
      assertThat(starts(limit, 1)).containsExactly(60_000L);
    }

    @Test
    void orForLongerThanItIsTold() throws Exception {
      fail(limit.retryAfterUpTo(ofSeconds(5)), ofSeconds(30));
      assertThat(starts(limit, 1)).as("they share their starts").containsExactly(5_000L);
    }

    @Test
    void itCanBeTurnedOff() throws Exception {
      fail(limit.retryAfterUpTo(ZERO), ofSeconds(30));
      assertThat(starts(limit, 1)).containsExactly(0L);
      assertThatThrownBy(() -> limit.retryAfterUpTo(ofSeconds(-1)))
          .hasMessage("the longest Retry-After is -1 s; allowed: 0 s or more");
    }

    @Test
    void thoseWhoWaitAlreadyWaitLonger() throws Exception {
      RateLimit narrow = RateLimit.strict(1, ofSeconds(1));
      Task<String, RuntimeException> other =
          () -> {
            sleep(ofMillis(1));
            return narrow.call(() -> "started at " + time.elapsed().toSeconds());
          };
      Task<String, RuntimeException> first =
          () -> {
            var busy = new Busy(ofSeconds(30));
            assertThatThrownBy(() ->
                    narrow.call(() -> {
                      sleep(ofMillis(500));
                      throw busy;
                    }))
                .isSameAs(busy);
            return "";
          };
      assertThat(time.run(() -> all(List.of(first, other)))).contains("started at 30");
    }
  }

  @Nested
  class AtOnce {
    private static final int CALLERS = 40;

    @Test
    void noMoreThanNOfManyCallersStart() throws Exception {
      RateLimit limit = RateLimit.strict(7, ofMinutes(10));
      assertThat(startedOf(limit::tryAcquire)).isEqualTo(7);
    }

    @Test
    void theCheckFindsALimitThatLooksBeforeItTakes() throws Exception {
      var pace = new Pace.Strict(7, ofMinutes(10).toNanos());
      var between = new CyclicBarrier(CALLERS);
      Task<Boolean, Exception> broken =
          () -> {
            boolean free = pace.at(0, 0) == 0;
            between.await();
            synchronized (pace) {
              pace.started(0);
            }
            return free;
          };
      assertThat(startedOf(broken)).isGreaterThan(7);
    }

    private static int startedOf(Task<Boolean, ?> tryOnce) throws Exception {
      var together = new CyclicBarrier(CALLERS);
      var started = new AtomicInteger();
      var callers = new ArrayList<Thread>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    together.await();
                    started.addAndGet(tryOnce.run() ? 1 : 0);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      return started.get();
    }
  }

  @Test
  void drainTakesWhatIsThere() throws Exception {
    RateLimit limit = RateLimit.strict(5, ofSeconds(1));
    int second =
        time.run(() -> {
          limit.acquire();
          assertThat(limit.drain()).isEqualTo(4);
          assertThat(limit.drain()).isZero();
          sleep(ofSeconds(1));
          return limit.drain();
        });
    assertThat(second).isEqualTo(5);
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> RateLimit.perSecond(0))
        .hasMessage("a limit of 0 starts; allowed: 1 to 2147483647");
    assertThatThrownBy(() -> RateLimit.strict(1_000_001, ofSeconds(1)))
        .hasMessage("a strict limit of 1000001 starts; allowed: 1 to 1000000");
    assertThatThrownBy(() -> RateLimit.smooth(1, ZERO))
        .hasMessage("a limit per 0 s; allowed: more than 0 s");
    assertThatThrownBy(() -> RateLimit.bursty(1, ofSeconds(1), 0))
        .hasMessage("a burst of 0 starts; allowed: 1 to 2147483647");
  }

  @Test
  void itSaysWhatItDoes() {
    assertThat(RateLimit.perSecond(50)).hasToString("50 per 1 s");
    assertThat(RateLimit.smooth(5, ofMinutes(1))).hasToString("evenly 5 per 60 s");
    assertThat(RateLimit.bursty(5, ofSeconds(1), 9)).hasToString("5 per 1 s, 9 at once");
  }
}
