package dev.meanwhile.resilience;

import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.repeatable;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.Deadline;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Task;
import dev.meanwhile.TaskTrace;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakGuard.class)
class HedgeTest {
  private final VirtualTime time = VirtualTime.create();
  private final Hedge hedge = Hedge.after(ofMillis(10));

  private final SlowServer server = new SlowServer(time);

  private String call(Hedge policy) throws Exception {
    String answer = time.run(() -> policy.call(server.task()));
    assertThat(server.running()).as("attempts that still run").isZero();
    return answer;
  }

  @Nested
  class Order {
    @Test
    void aPrimaryThatAnswersInTimeIsAlone() throws Exception {
      server.answers(9, "a");
      assertThat(call(hedge)).isEqualTo("a");
      assertThat(server.startedAt()).containsExactly(0L);
      assertThat(hedge.snapshot().hedges()).isZero();
    }

    @Test
    void anotherAttemptStartsAfterTheDelayAndTheFirstAnswerWins() throws Exception {
      server.answers(100, "a").answers(5, "b");
      assertThat(call(hedge)).isEqualTo("b");
      assertThat(server.startedAt()).containsExactly(0L, 10L);
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
      assertThat(hedge.snapshot().won()).isEqualTo(1);
    }

    @Test
    void thePrimaryMayStillWin() throws Exception {
      server.answers(15, "a").answers(20, "b");
      assertThat(call(hedge)).isEqualTo("a");
      assertThat(hedge.snapshot().hedges()).isEqualTo(1);
      assertThat(hedge.snapshot().won()).isZero();
    }

    @Test
    void oneCallSendsOneMoreByDefault() throws Exception {
      server.answers(100, "a").answers(100, "b").answers(0, "c");
      assertThat(call(hedge)).isEqualTo("a");
      assertThat(server.startedAt()).containsExactly(0L, 10L);
    }

    @Test
    void ofSeveralEachStartsTheDelayAfterTheOneBefore() throws Exception {
      server.answers(100, "a").answers(100, "b").answers(100, "c").answers(0, "d");
      assertThat(call(hedge.hedges(2))).isEqualTo("a");
      assertThat(server.startedAt()).containsExactly(0L, 10L, 20L);
    }

    @Test
    void aNullResultIsASuccess() throws Exception {
      assertThat(time.run(() -> hedge.call(repeatable(() -> (String) null)))).isNull();
    }
  }

  @Nested
  class Failure {
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");

    @Test
    void startsTheNextAttemptAtOnce() throws Exception {
      server.fails(3, first).answers(1, "b");
      assertThat(call(hedge)).isEqualTo("b");
      assertThat(server.startedAt()).containsExactly(0L, 3L);
    }

    @Test
    void ofAHedgeDoesNotBeatASlowPrimary() throws Exception {
      server.answers(100, "a").fails(1, second);
      assertThat(call(hedge)).isEqualTo("a");
    }

    @Test
    void ofAllThrowsThatOfThePrimaryAsItselfWithTheOthersOnIt() {
      server.fails(50, first).fails(1, second);
      var thrown = catchThrowable(() -> call(hedge));
      assertThat(thrown).isSameAs(first);
      assertThat(failuresOn(thrown)).containsExactly(second);
    }

    @Test
    void withAnEmptyBudgetIsThrownAsItself() {
      server.fails(3, first);
      Hedge poor = hedge.budget(Budget.percent(0, 1));
      poor.budget.take();
      assertThatThrownBy(() -> call(poor)).isSameAs(first);
      assertThat(poor.snapshot().withheld()).isEqualTo(1);
    }

    @Test
    void theSameExceptionTwiceIsNotSuppressedOnItself() {
      server.fails(3, first).fails(1, first);
      var thrown = catchThrowable(() -> call(hedge));
      assertThat(thrown).isSameAs(first);
      assertThat(failuresOn(thrown)).isEmpty();
    }

    private static List<Throwable> failuresOn(Throwable thrown) {
      return Arrays.stream(thrown.getSuppressed())
          .filter(other -> !(other instanceof TaskTrace))
          .toList();
    }

    static List<Throwable> finalFailures() {
      return List.of(
          new NotThere(), new Busy(), new AssertionError("bug"), new InterruptedException("alone"));
    }

    @ParameterizedTest
    @MethodSource("finalFailures")
    void thatNoRetryWouldRepeatIsTheLastAttempt(Throwable failure) {
      server.fails(3, failure);
      assertThatThrownBy(() -> call(hedge)).isSameAs(failure);
      assertThat(time.elapsed()).isEqualTo(ofMillis(3));
    }

    @Test
    void thatIsFinalLeavesThePrimaryItsChance() throws Exception {
      server.answers(100, "a").fails(1, new NotThere());
      assertThat(call(hedge.hedges(5))).isEqualTo("a");
      assertThat(server.startedAt()).containsExactly(0L, 10L);
    }

    private static final class NotThere extends FileNotFoundException implements Unretryable {
      private static final long serialVersionUID = 1L;
    }

    private static final class Busy extends IOException implements RetryAfter {
      private static final long serialVersionUID = 1L;

      @Override
      public Duration retryAfter() {
        return ofMillis(1);
      }
    }
  }

  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStartedAndNothingIsCounted() {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> hedge.call(server.task())).isInstanceOf(InterruptedException.class);
      assertThat(server.startedAt()).isEmpty();
      assertThat(hedge.snapshot().calls()).isZero();
    }

    @Test
    void atEveryStepItEndsAllAttempts() {
      var steps =
          InterruptAtEveryStep.ofCaller(() ->
              hedge
                  .hedges(2)
                  .call(
                      new SlowServer(time)
                          .answers(100, "a")
                          .fails(5, new IOException("down"))
                          .answers(5, "c")
                          .task()));
      assertThat(steps).isNotEmpty();
      assertThat(steps)
          .allSatisfy(step ->
              assertThat(
                      step.failure() instanceof InterruptedException
                          || (step.failure() == null && step.flagSet()))
                  .isTrue());
      assertThat(steps)
          .anySatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void ofAnAttemptLeavesNothingBehindEither() {
      var steps =
          InterruptAtEveryStep.ofWaiter(
              () -> hedge.call(new SlowServer(time).answers(100, "a").answers(5, "b").task()));
      assertThat(steps).isNotEmpty();
    }

    @Test
    void aCancelOfTheCallerEndsAllAttempts() throws Exception {
      server.answers(100, "a").answers(100, "b");
      String winner =
          time.run(() ->
              race(
                  () -> hedge.call(server.task()),
                  () -> {
                    sleep(ofMillis(15));
                    return "other";
                  }));
      assertThat(winner).isEqualTo("other");
      assertThat(server.startedAt()).hasSize(2);
      assertThat(server.running()).isZero();
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }

    @Test
    void aDeadlineDuringTheDelayStartsNoHedge() {
      server.answers(4, "a");
      Task<String, Exception> untilCut =
          () -> {
            while (true) {
              sleep(Deadline.remaining());
            }
          };
      assertThatThrownBy(
              () -> time.run(() -> within(ofMillis(5), () -> hedge.call(repeatable(untilCut)))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(hedge.snapshot().hedges()).isZero();
    }
  }

  @Test
  void badNumbersAreRefused() {
    assertThatThrownBy(() -> Hedge.after(ofMillis(-1)))
        .hasMessage("the delay of a hedge is -1 ms; allowed: 0 s or more");
    assertThatThrownBy(() -> Hedge.afterPercentile(100, ZERO))
        .hasMessage("the percentile of a hedge is 100; allowed: 1 to 99");
    assertThatThrownBy(() -> Hedge.afterPercentile(95, ofMillis(-1)))
        .hasMessage("the first delay is -1 ms; allowed: 0 s or more");
    assertThatThrownBy(() -> hedge.hedges(11))
        .hasMessage("a number of hedges is 11; allowed: 1 to 10");
    assertThatThrownBy(() -> hedge.between(ofMillis(2), ofMillis(1)))
        .hasMessage("the longest delay is 1 ms; allowed: 2 ms or more");
    assertThatThrownBy(() -> hedge.measuring(11, 10))
        .hasMessage("the warm-up of a hedge is 11; allowed: 1 to 10");
    assertThatThrownBy(() -> hedge.call(null)).hasMessage("task");
  }

  @Test
  void itSaysWhatItDoes() {
    assertThat(hedge).hasToString("hedge after 10 ms");
    assertThat(Hedge.afterPercentile(95, ofMillis(50)).hedges(2))
        .hasToString("up to 2 hedges, each after percentile 95, 50 ms at first");
  }
}
