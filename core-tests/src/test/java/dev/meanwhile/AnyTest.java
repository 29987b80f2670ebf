package dev.meanwhile;

import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.suppressedFailures;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class AnyTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Order {
    @Test
    void theFirstToSucceedWins() throws Exception {
      String winner =
          time.run(() ->
              any(
                  () -> after(3, "a"),
                  () -> failAfter(1, new IOException("down")),
                  () -> after(2, "c")));

      assertThat(winner).isEqualTo("c");
      assertThat(time.elapsed()).isEqualTo(ofMillis(2));
    }

    @Test
    void aListIsTriedLikeArguments() throws Exception {
      String winner =
          time.run(() -> any(List.of(() -> after(2, "a"), () -> fail(new IOException("down")))));

      assertThat(winner).isEqualTo("a");
    }
  }

  @Nested
  class Failure {
    @Test
    void allFailuresAreReportedInTheOrderOfTheTasks() {
      var first = new IOException("first");
      var second = new IllegalStateException("second");
      var third = new AssertionError("third");

      var thrown =
          catchThrowableOfType(
              AllFailed.class,
              () ->
                  time.run(() ->
                      any(
                          () -> failAfter(3, first),
                          () -> failAfter(1, second),
                          named("slow", () -> failAfter(2, third)))));

      assertThat(thrown.failures()).containsExactly(first, second, third);
      assertThat(thrown).hasCauseReference(first);
      assertThat(suppressedFailures(thrown)).containsExactly(second, third);
      assertThat(thrown)
          .hasMessage(
              "all 3 tasks failed: test/any[0]: java.io.IOException: first;"
                  + " test/any[1]: java.lang.IllegalStateException: second;"
                  + " test/slow: java.lang.AssertionError: third");
    }

    @Test
    void oneFailureThatAllShareIsReportedForEach() {
      var shared = new IOException("shared");

      var thrown =
          catchThrowableOfType(AllFailed.class, () -> any(() -> fail(shared), () -> fail(shared)));

      assertThat(thrown.failures()).containsExactly(shared, shared);
      assertThat(suppressedFailures(thrown)).isEmpty();
    }

    @Test
    void theLosersAreInterruptedAndWaitedFor() throws Exception {
      var loser = new Lingering();

      String winner =
          time.run(() ->
              any(
                  loser::run,
                  () -> {
                    loser.awaitRunning();
                    return "b";
                  }));

      assertThat(loser.hadEnded()).isTrue();
      assertThat(winner).isEqualTo("b");
    }

    @Test
    void aFailureInterruptsNobody() throws Exception {
      assertThat(time.run(() -> any(() -> fail(new IOException("down")), () -> after(100, "b"))))
          .isEqualTo("b");
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> any(started::incrementAndGet, started::incrementAndGet));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep(
          "b",
          () ->
              any(
                  () -> after(3, "a"),
                  () -> after(2, "b"),
                  () -> failAfter(1, new IOException("down"))));
    }

    @Test
    void ofATaskIsAFailureLikeAnother() {
      var steps =
          InterruptAtEveryStep.ofWaiter(() -> any(() -> after(3, "a"), () -> after(1, "b")));

      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step ->
              assertThat(
                      step.failure() instanceof InterruptedException
                          || List.of("a", "b").contains(step.outcome().orElseThrow()))
                  .isTrue());
    }

    @Test
    void isThrownWithTheFailuresSoFar() {
      Thread caller = Thread.currentThread();
      var failure = new IOException("down");

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  any(
                      () -> fail(failure),
                      () -> {
                        after(1, "b");
                        caller.interrupt();
                        return Tasks.untilInterrupted();
                      })));

      assertThat(thrown).isInstanceOf(InterruptedException.class).hasSuppressedException(failure);
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
                      () ->
                          any(
                              () -> Tasks.untilTheDeadline(),
                              () -> fail(new IOException("down"))))))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void anyOfNothingFailsAtOnce() {
      assertThatThrownBy(() -> any(List.<Task<String, IOException>>of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("any", "0 tasks", "1 task or more");
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(time.run(() -> any(() -> after(1, "a"), () -> (String) null))).isNull();
    }
  }

  @Nested
  class Misused {
    @Test
    void aTaskThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;
      Task<Integer, RuntimeException> missing = null;

      assertThatThrownBy(() -> any(missing, counted)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> any(Arrays.asList(counted, missing)))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aListThatBreaksMidwayStartsNothing() {
      var broken = new IllegalStateException("no more");
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;

      assertThatThrownBy(() -> any(Tasks.listThatBreaks(counted, broken))).isSameAs(broken);
      assertThat(started).hasValue(0);
    }
  }
}
