package dev.meanwhile;

import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.untilInterrupted;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class RaceTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Order {
    @Test
    void theFirstToFinishWins() throws Exception {
      String winner =
          time.run(() -> race(() -> after(3, "a"), () -> after(1, "b"), () -> after(2, "c")));

      assertThat(winner).isEqualTo("b");
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));
    }

    @Test
    void aListIsRacedLikeArguments() throws Exception {
      String winner = time.run(() -> race(List.of(() -> after(2, "a"), () -> after(1, "b"))));

      assertThat(winner).isEqualTo("b");
    }

    @Test
    void aRaceOfOneIsThatTask() throws Exception {
      assertThat(race(() -> "a")).isEqualTo("a");
    }
  }

  @Nested
  class Failure {
    @Test
    void theFirstToFinishWinsBadlyToo() {
      var failure = new IOException("down");

      assertThatThrownBy(
              () -> time.run(() -> race(() -> after(2, "a"), () -> failAfter(1, failure))))
          .isSameAs(failure);
    }

    @Test
    void theLosersAreInterruptedAndWaitedFor() throws Exception {
      var loser = new Lingering();

      String winner =
          time.run(() ->
              race(
                  loser::run,
                  () -> {
                    loser.awaitRunning();
                    return "b";
                  }));

      assertThat(loser.hadEnded()).isTrue();
      assertThat(winner).isEqualTo("b");
    }

    @Test
    void aResultThatComesTooLateIsDiscarded() throws Exception {
      var endings = new Endings();

      String winner =
          time.run(() ->
              endings.watch(() ->
                  race(
                      () -> {
                        try {
                          return untilInterrupted();
                        } catch (InterruptedException swallowed) {
                          return "late";
                        }
                      },
                      () -> "first")));

      assertThat(winner).isEqualTo("first");
      assertThat(endings.byPath())
          .isEqualTo(Map.of("test/race[0]", Ending.CANCELLED, "test/race[1]", Ending.OK));
    }

    @Test
    void whatALoserThrowsIsNotTheFailureOfTheVerb() throws Exception {
      String winner =
          time.run(() ->
              race(
                  () -> {
                    try {
                      return untilInterrupted();
                    } catch (InterruptedException swallowed) {
                      throw new IOException("closed by interrupt");
                    }
                  },
                  () -> "first"));

      assertThat(winner).isEqualTo("first");
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> race(started::incrementAndGet, started::incrementAndGet));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep("b", () -> race(() -> after(3, "a"), () -> after(1, "b")));
    }

    @Test
    void ofATaskIsAWayToFinishFirst() {
      var steps =
          InterruptAtEveryStep.ofWaiter(() -> race(() -> after(3, "a"), () -> after(1, "b")));

      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step ->
              assertThat(step.failure() instanceof InterruptedException || step.flagSet())
                  .isTrue());
    }

    @Test
    void afterTheDecisionTheWinnerIsReturnedAndTheFlagStaysSet() throws Exception {
      Thread caller = Thread.currentThread();
      var runs = new CountDownLatch(1);
      var returned = new AtomicBoolean();

      String winner =
          time.run(() ->
              race(
                  () -> {
                    try {
                      runs.countDown();
                      return untilInterrupted();
                    } finally {
                      interruptWhileItWaits(caller, returned);
                    }
                  },
                  () -> {
                    runs.await();
                    return "b";
                  }));
      returned.set(true);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(winner).isEqualTo("b");
    }

    /** Returns when the caller has taken notice, and waits on. */
    private static void interruptWhileItWaits(Thread caller, AtomicBoolean returned) {
      while (caller.getState() != Thread.State.WAITING) {
        Thread.yield();
      }
      caller.interrupt();
      while (caller.isInterrupted() && !returned.get()) {
        Thread.yield();
      }
    }
  }

  @Nested
  class DeadlineAround {
    @Test
    void endsTheTasksAndIsThrown() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(5),
                      () -> race(() -> Tasks.untilTheDeadline(), () -> Tasks.untilTheDeadline()))))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void aRaceOfNothingFailsAtOnce() {
      assertThatThrownBy(() -> race(List.<Task<String, IOException>>of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("race", "0 tasks", "1 task or more");
    }

    @Test
    void aNullResultWins() throws Exception {
      assertThat(time.run(() -> race(() -> after(1, "a"), () -> (String) null))).isNull();
    }
  }

  @Nested
  class Misused {
    @Test
    void aTaskThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;
      Task<Integer, RuntimeException> missing = null;

      assertThatThrownBy(() -> race(counted, missing)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> race(Arrays.asList(counted, missing)))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aListThatBreaksMidwayStartsNothing() {
      var broken = new IllegalStateException("no more");
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;

      assertThatThrownBy(() -> race(Tasks.listThatBreaks(counted, broken))).isSameAs(broken);
      assertThat(started).hasValue(0);
    }
  }
}
