package dev.meanwhile;

import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.suppressedFailures;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class HedgeTest {
  private final VirtualTime time = VirtualTime.create();
  private final List<Duration> starts = Collections.synchronizedList(new ArrayList<>());

  private <T, X extends Exception> Task<T, X> noted(Task<T, X> task) {
    return () -> {
      starts.add(time.elapsed());
      return task.run();
    };
  }

  @Nested
  class Order {
    @Test
    void aPrimaryThatAnswersInTimeIsAlone() throws Exception {
      String answer =
          time.run(
              () -> hedge(ofMillis(10), noted(() -> after(9, "primary")), noted(() -> "fallback")));

      assertThat(answer).isEqualTo("primary");
      assertThat(starts).containsExactly(ZERO);
    }

    @Test
    void eachFallbackStartsWhenTheDelayHasPassedWithoutAnAnswer() throws Exception {
      String answer =
          time.run(() ->
              hedge(
                  ofMillis(10),
                  noted(() -> after(100, "a")),
                  noted(() -> after(100, "b")),
                  noted(() -> after(5, "c"))));

      assertThat(answer).isEqualTo("c");
      assertThat(starts).containsExactly(ZERO, ofMillis(10), ofMillis(20));
      assertThat(time.elapsed()).isEqualTo(ofMillis(25));
    }

    @Test
    void theFirstSuccessWinsEvenIfItIsThePrimary() throws Exception {
      assertThat(time.run(() -> hedge(ofMillis(10), () -> after(15, "a"), () -> after(20, "b"))))
          .isEqualTo("a");
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }

    @Test
    void theClockDecidesNotTheCaller() throws Exception {
      var manual = VirtualTime.manual();
      var calls = new AtomicInteger();
      Task<String, RuntimeException> slow =
          () -> {
            calls.incrementAndGet();
            return after(10_000, "slow");
          };

      var answer =
          manual.start(() ->
              hedge(
                  ofSeconds(2),
                  slow,
                  () -> {
                    calls.incrementAndGet();
                    return "fallback";
                  }));
      manual.advance(ofMillis(1_999));
      assertThat(calls).hasValue(1);
      manual.advance(ofMillis(1));

      assertThat(calls).hasValue(2);
      assertThat(answer.get()).isEqualTo("fallback");
    }

    @Test
    void withNoDelayAllStartAtOnceInTheirOrder() throws Exception {
      assertThat(time.run(() -> hedge(ZERO, () -> after(2, "a"), () -> after(1, "b"))))
          .isEqualTo("b");
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));
    }

    @Test
    @Timeout(2)
    void aDelayOfZeroNeedsNoTimeToPass() throws Exception {
      var second = new CountDownLatch(1);

      String answer =
          time.run(() ->
              hedge(
                  ZERO,
                  () -> {
                    second.await();
                    return "a";
                  },
                  () -> {
                    second.countDown();
                    return after(10, "b");
                  }));

      assertThat(answer).isEqualTo("a");
    }

    @Test
    void aDelayLongerThanAnyTimeWaitsForAFailure() throws Exception {
      assertThat(
              time.run(() ->
                  hedge(
                      Deadline.FOREVER,
                      () -> failAfter(50, new IOException("down")),
                      noted(() -> "b"))))
          .isEqualTo("b");
      assertThat(starts).containsExactly(ofMillis(50));
    }

    @Test
    void aListIsHedgedLikeArguments() throws Exception {
      String answer =
          time.run(() -> hedge(ofMillis(10), List.of(() -> after(100, "a"), () -> after(1, "b"))));

      assertThat(answer).isEqualTo("b");
    }
  }

  @Nested
  class Failure {
    @Test
    void startsTheNextTaskAtOnce() throws Exception {
      String answer =
          time.run(() ->
              hedge(
                  ofSeconds(10),
                  noted(() -> failAfter(3, new IOException("down"))),
                  noted(() -> after(1, "b"))));

      assertThat(answer).isEqualTo("b");
      assertThat(starts).containsExactly(ZERO, ofMillis(3));
    }

    @Test
    void ofAFallbackDoesNotBeatASlowPrimary() throws Exception {
      assertThat(
              time.run(() ->
                  hedge(
                      ofMillis(10),
                      () -> after(100, "primary"),
                      () -> fail(new IOException("down")))))
          .isEqualTo("primary");
    }

    @Test
    void ofAllPutsThePrimaryFirst() {
      var primary = new IOException("primary");
      var fallback = new IOException("fallback");

      var thrown =
          catchThrowableOfType(
              AllFailed.class,
              () ->
                  time.run(() ->
                      hedge(ofMillis(10), () -> failAfter(50, primary), () -> fail(fallback))));

      assertThat(thrown).hasCauseReference(primary);
      assertThat(thrown.failures()).containsExactly(primary, fallback);
      assertThat(suppressedFailures(thrown)).containsExactly(fallback);
    }

    @Test
    void theLosersAreInterruptedAndWaitedFor() throws Exception {
      var loser = new Lingering();

      String answer =
          time.run(() ->
              hedge(
                  ofMillis(10),
                  loser::runAsleep,
                  () -> {
                    loser.awaitRunning();
                    return "b";
                  }));

      assertThat(loser.hadEnded()).isTrue();
      assertThat(answer).isEqualTo("b");
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      Interrupted.onEntry(() -> hedge(ZERO, noted(() -> "a"), noted(() -> "b")));

      assertThat(starts).isEmpty();
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep(
          "c",
          () ->
              hedge(
                  ofMillis(10),
                  () -> after(100, "a"),
                  () -> failAfter(5, new IOException("down")),
                  () -> after(5, "c")));
    }

    @Test
    void ofATaskStartsTheNextOne() {
      var steps =
          InterruptAtEveryStep.ofWaiter(
              () -> hedge(ofMillis(10), () -> after(100, "a"), () -> after(5, "b")));

      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step ->
              assertThat(
                      step.failure() instanceof InterruptedException
                          || List.of("a", "b").contains(step.outcome().orElseThrow()))
                  .isTrue());
    }

    @Test
    void duringTheDelayStartsNoFallback() {
      Thread caller = Thread.currentThread();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  hedge(
                      ofMillis(10),
                      () -> {
                        caller.interrupt();
                        return Tasks.untilInterrupted();
                      },
                      noted(() -> "b"))));

      assertThat(thrown).isInstanceOf(InterruptedException.class);
      assertThat(starts).isEmpty();
    }
  }

  @Nested
  class DeadlineAround {
    @Test
    void duringTheDelayStartsNoFallback() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(5),
                      () -> hedge(ofMillis(10), () -> Tasks.untilTheDeadline(), noted(() -> "b")))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(starts).isEmpty();
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void hedgingNothingFailsAtOnce() {
      assertThatThrownBy(() -> hedge(ZERO, List.<Task<String, IOException>>of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("hedge", "0 tasks", "1 task or more");
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(time.run(() -> hedge(ofMillis(1), () -> (String) null, () -> "b"))).isNull();
    }
  }

  @Nested
  class Misused {
    @Test
    void aNegativeDelayFailsAtOnceWithTheValueAndTheRange() {
      assertThatThrownBy(() -> hedge(ofMillis(-5), noted(() -> "a")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("delay", "-5 ms", "0 s or more");
      assertThat(starts).isEmpty();
    }

    @Test
    void aTaskThatIsNullFailsAtOnceAndNothingIsStarted() {
      Task<String, RuntimeException> counted = noted(() -> "a");

      assertThatThrownBy(() -> time.run(() -> hedge(ZERO, counted, (Task<String, ?>) null)))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> time.run(() -> hedge(ZERO, Arrays.asList(counted, null))))
          .isInstanceOf(NullPointerException.class);
      assertThat(starts).isEmpty();
    }

    @Test
    void aListThatBreaksMidwayStartsNothing() {
      var broken = new IllegalStateException("no more");
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;

      assertThatThrownBy(() -> hedge(ZERO, Tasks.listThatBreaks(counted, broken))).isSameAs(broken);
      assertThat(started).hasValue(0);
    }
  }
}
