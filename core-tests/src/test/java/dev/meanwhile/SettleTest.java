package dev.meanwhile;

import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Outcome.Failure;
import dev.meanwhile.Outcome.Success;
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
class SettleTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");

  @Nested
  class Order {
    @Test
    void theCombinerReceivesTheOutcomesInTheOrderOfTheTasks() throws Exception {
      var two = time.run(() -> settle(() -> after(2, 'a'), () -> failAfter(1, failure), List::of));
      var three =
          time.run(
              () -> settle(() -> after(2, 'a'), () -> failAfter(1, failure), () -> 'c', List::of));
      var four =
          time.run(() ->
              settle(
                  () -> after(4, 'a'),
                  () -> failAfter(3, failure),
                  () -> after(2, 'c'),
                  () -> 'd',
                  List::of));
      var five =
          time.run(() ->
              settle(
                  () -> after(4, 'a'),
                  () -> failAfter(3, failure),
                  () -> after(2, 'c'),
                  () -> after(1, 'd'),
                  () -> 'e',
                  List::of));

      assertThat(two).isEqualTo(outcomes("a!"));
      assertThat(three).isEqualTo(outcomes("a!c"));
      assertThat(four).isEqualTo(outcomes("a!cd"));
      assertThat(five).isEqualTo(outcomes("a!cde"));
    }

    @Test
    void theListIsInTheOrderOfTheTasksWhateverTheFinishOrder() throws Exception {
      assertThat(
              time.run(() ->
                  settle(
                      List.of(
                          () -> after(3, 'a'), () -> failAfter(2, failure), () -> after(1, 'c')))))
          .isEqualTo(outcomes("a!c"));
      assertThat(time.elapsed()).isEqualTo(ofMillis(3));
    }

    private List<?> outcomes(String letters) {
      return letters
          .chars()
          .mapToObj(c -> c == '!' ? new Failure<>(failure) : new Success<>((char) c))
          .toList();
    }
  }

  @Nested
  class Failing {
    @Test
    void aFailureIsAnOutcomeAndCancelsNothing() throws Exception {
      var outcomes = time.run(() -> settle(List.of(() -> fail(failure), () -> after(100, "late"))));

      assertThat(outcomes).isEqualTo(List.of(new Failure<>(failure), new Success<>("late")));
    }

    @Test
    void anErrorIsAnOutcome() throws Exception {
      var error = new AssertionError("broken");

      assertThat(settle(List.of(() -> fail(error)))).isEqualTo(List.of(new Failure<>(error)));
    }

    @Test
    void aFailureOfTheCombinerIsThrownAsItself() {
      assertThatThrownBy(() -> settle(() -> 1, () -> 2, (a, b) -> fail(failure))).isSameAs(failure);
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> settle(List.of(started::incrementAndGet)));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsAllTasks() {
      Interrupted.atEveryStep(
          List.of(new Success<>("a"), new Failure<>(failure), new Success<>("c")),
          () ->
              settle(
                  List.of(() -> after(3, "a"), () -> failAfter(1, failure), () -> after(2, "c"))));
    }

    @Test
    void ofATaskIsTheOutcomeOfThatTask() {
      var steps =
          InterruptAtEveryStep.ofWaiter(
              () -> settle(List.of(() -> after(2, "a"), () -> after(1, "b"))));

      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step ->
              assertThat(
                      step.failure() instanceof InterruptedException
                          || step.outcome().orElseThrow().stream()
                              .anyMatch(SettleTest::isInterrupted))
                  .isTrue());
    }

    @Test
    void isThrownWithTheFailuresSoFar() {
      Thread caller = Thread.currentThread();

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  settle(
                      List.of(
                          () -> fail(failure),
                          () -> {
                            after(1, "b");
                            caller.interrupt();
                            return Tasks.untilInterrupted();
                          }))));

      assertThat(thrown).isInstanceOf(InterruptedException.class).hasSuppressedException(failure);
    }
  }

  private static boolean isInterrupted(Outcome<?> outcome) {
    return outcome instanceof Failure<?>(InterruptedException _);
  }

  @Nested
  class DeadlineAround {
    @Test
    void isNoOutcomeButEndsTheVerb() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(5),
                      () -> settle(List.of(() -> "a", () -> Tasks.untilTheDeadline())))))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void nothingGivesAnEmptyList() throws Exception {
      assertThat(settle(List.<Task<String, IOException>>of())).isEmpty();
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(settle(List.of(() -> null))).isEqualTo(List.of(new Success<>(null)));
    }
  }

  @Nested
  class Misused {
    @Test
    void aNullInAListIsTheCallersFaultAndNotAnOutcome() {
      var started = new AtomicInteger();
      List<Task<Integer, RuntimeException>> tasks = Arrays.asList(started::incrementAndGet, null);

      assertThatThrownBy(() -> settle(tasks)).isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aCombinerThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();

      assertThatThrownBy(() -> settle(started::incrementAndGet, () -> 2, null))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }

    @Test
    void aListThatBreaksMidwayStartsNothing() {
      var broken = new IllegalStateException("no more");
      var started = new AtomicInteger();
      Task<Integer, RuntimeException> counted = started::incrementAndGet;

      assertThatThrownBy(() -> settle(Tasks.listThatBreaks(counted, broken))).isSameAs(broken);
      assertThat(started).hasValue(0);
    }
  }
}
