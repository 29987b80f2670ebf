package dev.meanwhile;

import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.repeatable;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.AttemptEnded;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.resilience.Backoff;
import dev.meanwhile.resilience.Hedge;
import dev.meanwhile.resilience.Retry;
import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls that are made more than once say so. */
@ExtendWith(LeakGuard.class)
class AttemptEventTest extends EventFixture {
  private static final Long HUNDRED = millis(100);

  private final Retry retry = Retry.attempts(3).backoff(Backoff.fixed(ofMillis(100)));

  private static String answer(String answer) throws IOException {
    if (answer.equals("busy")) {
      throw new IOException("503");
    }
    return answer;
  }

  @Nested
  class ARetry {
    @Test
    void saysOfEachAttemptHowItEndedAndHowLongItIsToTheNext() throws Exception {
      Iterator<String> answers = List.of("busy", "busy", "a").iterator();

      observe(() -> retry.call(() -> answer(answers.next())));

      assertThat(events.of(AttemptBegan.class))
          .extracting(AttemptBegan::task, AttemptBegan::number, AttemptBegan::at)
          .containsExactly(
              tuple(events.root(), 1, 0L),
              tuple(events.root(), 2, millis(100)),
              tuple(events.root(), 3, millis(200)));
      assertThat(events.of(AttemptEnded.class))
          .extracting(
              AttemptEnded::number,
              AttemptEnded::ending,
              AttemptEnded::error,
              AttemptEnded::message,
              AttemptEnded::delay)
          .containsExactly(
              tuple(1, Ending.FAILED, "java.io.IOException", "503", HUNDRED),
              tuple(2, Ending.FAILED, "java.io.IOException", "503", HUNDRED),
              tuple(3, Ending.OK, null, null, null));
    }

    @Test
    void hasNoNextDelayAfterItsLastAttempt() {
      observeFailing(() -> retry.call(() -> answer("busy")));

      assertThat(events.of(AttemptEnded.class))
          .extracting(AttemptEnded::delay)
          .containsExactly(HUNDRED, HUNDRED, null);
    }

    @Test
    void insideAnotherHasItsOwnNumber() {
      Retry twice = Retry.attempts(2).backoff(Backoff.fixed(ofMillis(1)));

      observeFailing(() -> twice.call(() -> twice.call(() -> answer("busy"))));

      var began = events.of(AttemptBegan.class);
      long outer = began.get(0).call();
      long first = began.get(1).call();
      long second = began.get(4).call();
      assertThat(List.of(outer, first, second)).doesNotHaveDuplicates();
      assertThat(began)
          .extracting(AttemptBegan::call, AttemptBegan::number)
          .containsExactly(
              tuple(outer, 1),
              tuple(first, 1),
              tuple(first, 2),
              tuple(outer, 2),
              tuple(second, 1),
              tuple(second, 2));
    }

    @Test
    void thatIsToldToStopHasACancelledAttempt() throws Exception {
      observe(() -> race(() -> after(30), () -> retry.call(() -> after(50))));

      var ended = events.only(AttemptEnded.class);
      assertThat(ended.ending()).isEqualTo(Ending.CANCELLED);
      assertThat(ended.task()).isEqualTo(events.task("test/race[1]"));
    }

    @Test
    void endsItsAttemptAlsoIfTheConditionOrTheDelayCannotBeComputed() {
      Retry broken = retry.onFailure(failure -> failure.getMessage().length() / 0 > 0);
      Retry delayless =
          retry.backoff(
              Backoff.computed(_ -> {
                throw new IllegalStateException("no delay");
              }));

      observeFailing(() -> broken.call(() -> answer("busy")));
      observeFailing(() -> delayless.call(() -> answer("busy")));

      assertThat(events.of(AttemptEnded.class))
          .extracting(AttemptEnded::message, AttemptEnded::delay)
          .containsExactly(tuple("503", null), tuple("503", null));
    }

    @Test
    void outsideOfAnyRunSaysNothing() throws Exception {
      String answer = events.during(() -> retry.call(() -> answer("a")));

      assertThat(answer).isEqualTo("a");
      assertThat(events.all()).isEmpty();
    }
  }

  @Nested
  class AHedge {
    @Test
    void hasItsAttemptsInTasksOfTheirOwn() throws Exception {
      Hedge hedge = Hedge.after(ofMillis(10));

      observe(() -> hedge.call(repeatable(() -> after(25))));

      long primary = events.task("test/primary");
      long second = events.task("test/hedge 1");
      assertThat(events.of(AttemptBegan.class))
          .extracting(AttemptBegan::task, AttemptBegan::number, AttemptBegan::at)
          .containsExactly(tuple(primary, 1, 0L), tuple(second, 2, millis(10)));
      assertThat(events.of(AttemptEnded.class))
          .extracting(AttemptEnded::task, AttemptEnded::ending, AttemptEnded::delay)
          .containsExactlyInAnyOrder(
              tuple(primary, Ending.OK, null), tuple(second, Ending.CANCELLED, null));
    }
  }
}
