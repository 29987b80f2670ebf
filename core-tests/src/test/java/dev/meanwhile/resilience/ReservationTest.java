package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Cancelled;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.runtime.Census;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.ManualTime;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakGuard.class)
class ReservationTest {
  private final ManualTime time = VirtualTime.manual();
  private final RateLimit limit = RateLimit.strict(1, ofSeconds(10));
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final List<Future<?>> callers = new ArrayList<>();

  private Reservation reserve() throws Exception {
    return time.start(limit::reserve).get();
  }

  private Future<?> starting(String name) throws InterruptedException {
    return time.start(() -> limit.call(() -> started.add(name)));
  }

  private Future<?> awaiting(Reservation reservation, String name) throws InterruptedException {
    return time.start(() -> {
      reservation.await();
      return started.add(name);
    });
  }

  /** Starts at once. */
  private void begin(String name) throws Exception {
    assertThat(starting(name).get()).isEqualTo(true);
  }

  /** Starts before the test is over. */
  private void start(String name) throws InterruptedException {
    callers.add(starting(name));
  }

  /** Starts before the test is over. */
  private void await(Reservation reservation, String name) throws InterruptedException {
    callers.add(awaiting(reservation, name));
  }

  @AfterEach
  @Timeout(10)
  void everyCallerHasStarted() throws Exception {
    for (Future<?> caller : callers) {
      assertThat(caller.get()).isEqualTo(true);
    }
  }

  @Nested
  class ThePlace {
    @Test
    void tellsHowLongItTakesAndIsNotLostMeanwhile() throws Exception {
      begin("a");
      Reservation second = reserve();
      Reservation third = reserve();
      assertThat(second.delay()).isEqualTo(ofSeconds(10));
      assertThat(third.delay()).isEqualTo(ofSeconds(20));
      time.advance(ofSeconds(4));
      assertThat(third.delay()).isEqualTo(ofSeconds(16));
      await(third, "c");
      await(second, "b");
      time.advance(ofSeconds(16));
      assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void isAheadOfThoseWhoCameLater() throws Exception {
      begin("a");
      Reservation first = reserve();
      start("c");
      time.advance(ofSeconds(9));
      await(first, "b");
      time.advance(ofSeconds(1));
      assertThat(started).containsExactly("a", "b");
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void ofAStartThatIsFreeIsTakenByNobodyElse() throws Exception {
      Reservation first = reserve();
      assertThat(first.delay()).isZero();
      assertThat(limit.tryAcquire()).isFalse();
      assertThat(limit.delay()).isEqualTo(ofSeconds(10));
      assertThat(awaiting(first, "a").get()).isEqualTo(true);
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void countsFromWhenTheStartIsMade() throws Exception {
      Reservation first = reserve();
      start("b");
      time.advance(ofMillis(900));
      assertThat(awaiting(first, "a").get()).isEqualTo(true);
      time.advance(ofMillis(9_999));
      assertThat(started).containsExactly("a");
      time.advance(ofMillis(1));
      assertThat(started).containsExactly("a", "b");
    }
  }

  @Nested
  class GivenBack {
    @Test
    void itLetsThoseBehindMoveUp() throws Exception {
      begin("a");
      Reservation second = reserve();
      Reservation third = reserve();
      start("d");
      assertThat(second.cancel()).isTrue();
      assertThat(third.delay()).isEqualTo(ofSeconds(10));
      third.close();
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "d");
    }

    @Test
    void itCannotBeAwaitedAnyMore() throws Exception {
      Reservation gone = reserve();
      gone.close();
      assertThat(gone.cancel()).isFalse();
      assertThat(gone.delay()).isZero();
      assertThatThrownBy(() -> awaiting(gone, "a").get()).hasCauseInstanceOf(Cancelled.class);
      assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void whoAwaitsItIsTold() throws Exception {
      begin("a");
      Reservation second = reserve();
      Future<?> waiter = awaiting(second, "b");
      second.cancel();
      time.advance(ZERO);
      assertThatThrownBy(waiter::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(Cancelled.class)
          .hasMessageEndingWith("given back: there is no start to wait for");
      assertThat(limit.waiting()).isZero();
    }

    @Test
    void afterItsStartItStaysMade() throws Exception {
      Reservation made = reserve();
      assertThat(awaiting(made, "a").get()).isEqualTo(true);
      assertThat(made.cancel()).isFalse();
      assertThat(limit.tryAcquire()).isFalse();
    }
  }

  @Nested
  class NotAwaited {
    @Test
    void itHoldsUpThoseBehindForASecondAndStaysAhead() throws Exception {
      begin("a");
      Reservation late = reserve();
      start("c");
      time.advance(ofMillis(10_999));
      assertThat(started).containsExactly("a");
      time.advance(ofMillis(1));
      assertThat(started).containsExactly("a", "c");
      start("d");
      time.advance(ofSeconds(1));
      await(late, "b");
      assertThat(late.delay()).isEqualTo(ofSeconds(9));
      time.advance(ofSeconds(9));
      assertThat(started).containsExactly("a", "c", "b");
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "c", "b", "d");
    }

    @Test
    void aPauseDoesNotMakeItLate() throws Exception {
      begin("a");
      Reservation kept = reserve();
      limit.pause(ofSeconds(60));
      start("c");
      assertThat(kept.delay()).isEqualTo(ofSeconds(60));
      time.advance(ofMillis(60_500));
      assertThat(awaiting(kept, "b").get()).isEqualTo(true);
      assertThat(started).containsExactly("a", "b");
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void oneThatIsForgottenIsSeenByTheLeakGuard() throws Exception {
      Census.begin();
      Reservation forgotten = reserve();
      assertThat(Census.end())
          .containsExactly(forgotten)
          .hasToString("[a reservation of 1 per 10 s]");
    }
  }

  @Nested
  class AWaitThatIsEnded {
    @Test
    void byADeadlineIsNotBegunAndKeepsThePlace() throws Exception {
      begin("a");
      Reservation second = reserve();
      assertThatThrownBy(() -> time.start(() -> within(ofSeconds(9), () -> awaited(second))).get())
          .hasCauseInstanceOf(DeadlineExceeded.class);
      start("c");
      assertThat(second.delay()).isEqualTo(ofSeconds(10));
      await(second, "b");
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b");
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void letsThoseBehindPassASecondAfterItsTime() throws Exception {
      begin("a");
      Reservation second = reserve();
      Future<Boolean> loser =
          time.start(() ->
              race(
                  () -> awaited(second),
                  () -> {
                    sleep(ofSeconds(3));
                    return false;
                  }));
      start("c");
      time.advance(ofSeconds(11));
      assertThat(loser.get()).isFalse();
      assertThat(started).containsExactly("a", "c");
      second.close();
    }

    @Test
    void byAnInterruptAtAnyStepLeavesNothingBehind() {
      RateLimit narrow = RateLimit.strict(2, ofSeconds(1));
      Task<Boolean, RuntimeException> task =
          () -> {
            try (var reservation = narrow.reserve()) {
              return awaited(reservation);
            }
          };
      var steps = InterruptAtEveryStep.ofWaiter(() -> all(Collections.nCopies(6, task)));
      assertThat(steps)
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
      assertThat(narrow.waiting()).isZero();
    }

    private static boolean awaited(Reservation reservation) throws InterruptedException {
      reservation.await();
      return true;
    }
  }

  @Nested
  class Misused {
    @Test
    void awaitedByTwoAtOnce() throws Exception {
      begin("a");
      Reservation second = reserve();
      await(second, "b");
      assertThatThrownBy(() -> awaiting(second, "b again").get()).hasCauseInstanceOf(Misuse.class);
      time.advance(ofSeconds(10));
      assertThat(started).containsExactly("a", "b");
    }

    @Test
    void awaitedAgain() throws Exception {
      Reservation used = reserve();
      assertThat(awaiting(used, "a").get()).isEqualTo(true);
      assertThatThrownBy(() -> awaiting(used, "a again").get())
          .hasRootCauseMessage("a reservation was awaited twice; each is for one start");
    }
  }

  /** Callers that wait, reserve, come late, or give back, by chance. */
  @Nested
  class ByChance {
    private static final int STARTS = 3;

    private final VirtualTime clock = VirtualTime.create();
    private final RateLimit strict = RateLimit.strict(STARTS, ofSeconds(1));
    private final List<Long> starts = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thereAreNeverMoreThanNStartsInAnyWindow(long seed) throws Exception {
      var callers = new ArrayList<Task<Void, RuntimeException>>();
      for (int i = 0; i < 12; i++) {
        var random = new SplittableRandom(seed * 100 + i);
        callers.add(() -> behave(random));
      }
      clock.run(() -> all(callers));
      starts.sort(null);
      assertThat(starts).hasSizeGreaterThan(100);
      for (int i = STARTS; i < starts.size(); i++) {
        assertThat(starts.get(i) - starts.get(i - STARTS)).isGreaterThanOrEqualTo(1_000);
      }
      assertThat(strict.waiting()).isZero();
    }

    private Void behave(SplittableRandom random) throws InterruptedException {
      for (int i = 0; i < 20; i++) {
        sleep(ofMillis(random.nextInt(3_000)));
        switch (random.nextInt(3)) {
          case 0 -> {
            strict.acquire();
            noteStart();
          }
          case 1 -> {
            if (strict.tryAcquire()) {
              noteStart();
            }
          }
          default -> reserve(random);
        }
      }
      return null;
    }

    private void reserve(SplittableRandom random) throws InterruptedException {
      try (var reservation = strict.reserve()) {
        sleep(ofMillis(random.nextInt(6_000)));
        if (random.nextInt(4) > 0) {
          reservation.await();
          noteStart();
        }
      }
    }

    private void noteStart() {
      starts.add(clock.elapsed().toMillis());
    }
  }
}
