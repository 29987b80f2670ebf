package dev.meanwhile;

import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Meanwhile.withinOr;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class WithinOrTest {
  private final VirtualTime time = VirtualTime.create();
  private final AtomicInteger fallbacks = new AtomicInteger();

  private String fallback() {
    fallbacks.incrementAndGet();
    return "fallback";
  }

  @Nested
  class FallsBack {
    @Test
    void whenItsDeadlineHasPassed() throws Exception {
      assertThat(time.run(() -> withinOr(ofMillis(10), () -> untilTheDeadline(), () -> fallback())))
          .isEqualTo("fallback");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void onTheCallingThreadAfterTheTaskHasEnded() throws Exception {
      var ended = new AtomicInteger();

      Thread thread =
          time.run(() ->
              withinOr(
                  ofMillis(10),
                  () -> {
                    try {
                      return untilTheDeadline();
                    } finally {
                      ended.incrementAndGet();
                    }
                  },
                  () -> {
                    assertThat(ended).hasValue(1);
                    return Thread.currentThread();
                  }));

      assertThat(thread).isSameAs(Thread.currentThread());
    }

    @Test
    void withoutTheDeadlineThatPassed() throws Exception {
      assertThat(
              time.run(
                  () -> withinOr(ofMillis(10), () -> untilTheDeadline(), () -> after(100, "slow"))))
          .isEqualTo("slow");
    }

    @Test
    void whenASleepIsRefusedBecauseOfItsDeadline() throws Exception {
      assertThat(time.run(() -> withinOr(ofMillis(10), () -> after(11, "a"), () -> fallback())))
          .isEqualTo("fallback");
    }

    @Test
    void toNothing() throws Exception {
      assertThat(time.run(() -> withinOr(ZERO, () -> untilTheDeadline(), () -> (String) null)))
          .isNull();
    }
  }

  @Nested
  class DoesNotFallBack {
    @Test
    void inTime() throws Exception {
      assertThat(time.run(() -> withinOr(ofMillis(10), () -> after(9, "a"), () -> fallback())))
          .isEqualTo("a");
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forAFailure() {
      var failure = new IOException("down");

      assertThatThrownBy(() -> withinOr(ofSeconds(10), () -> fail(failure), () -> fallback()))
          .isSameAs(failure);
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forADeadlineAroundIt() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> withinOr(ofMillis(20), () -> untilTheDeadline(), () -> fallback()))))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class, thrown -> assertThat(thrown.limit()).isEqualTo(ofMillis(10)));
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forASleepRefusedBecauseOfADeadlineAroundIt() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> withinOr(ofMillis(20), () -> after(15, "a"), () -> fallback()))))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class, thrown -> assertThat(thrown.limit()).isEqualTo(ofMillis(10)));
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forADeadlineInsideIt() {
      assertThatThrownBy(() ->
              time.run(() ->
                  withinOr(
                      ofMillis(20),
                      () -> within(ofMillis(10), () -> untilTheDeadline()),
                      () -> fallback())))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class, thrown -> assertThat(thrown.limit()).isEqualTo(ofMillis(10)));
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forAnotherDeadlineAfterARefusedSleepThatWasHandled() {
      assertThatThrownBy(() ->
              time.run(() ->
                  withinOr(
                      ofMillis(20),
                      () -> {
                        outcome(() -> after(21, "refused"));
                        return within(ofMillis(10), () -> untilTheDeadline());
                      },
                      () -> fallback())))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class, thrown -> assertThat(thrown.limit()).isEqualTo(ofMillis(10)));
      assertThat(fallbacks).hasValue(0);
    }

    @Test
    void forAnInterrupt() {
      assertThat(
              InterruptAtEveryStep.ofCaller(
                  () -> withinOr(ofMillis(20), () -> after(10, "a"), () -> fallback())))
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
      assertThat(fallbacks).hasValue(0);
    }
  }

  @Nested
  class Failure {
    @Test
    void ofTheFallbackIsThrownAsItself() {
      var failure = new IOException("no fallback either");

      assertThatThrownBy(() ->
              time.run(() -> withinOr(ofMillis(10), () -> untilTheDeadline(), () -> fail(failure))))
          .isSameAs(failure);
    }
  }

  @Nested
  class Misused {
    @Test
    void aNegativeLimitFailsAtOnceWithTheValueAndTheRange() {
      assertThatThrownBy(() -> withinOr(ofMillis(-1), () -> "a", () -> fallback()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("withinOr", "-1 ms", "0 s or more");
    }

    @Test
    void aFallbackThatIsNullFailsAtOnceAndNothingIsStarted() {
      var started = new AtomicInteger();

      assertThatThrownBy(() -> withinOr(ofMillis(10), started::incrementAndGet, null))
          .isInstanceOf(NullPointerException.class);
      assertThat(started).hasValue(0);
    }
  }

  @Nested
  class Nesting {
    @Test
    void onlyTheDeadlineThatPassedFallsBack() throws Exception {
      List<String> answers =
          time.run(() ->
              List.of(
                  withinOr(
                      ofMillis(20),
                      () -> withinOr(ofMillis(10), () -> untilTheDeadline(), () -> "inner"),
                      () -> "outer"),
                  withinOr(
                      ofMillis(10),
                      () -> withinOr(ofMillis(20), () -> untilTheDeadline(), () -> "inner"),
                      () -> "outer")));

      assertThat(answers).containsExactly("inner", "outer");
    }

    @Test
    void theFallbackKeepsTheDeadlineAround() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(20),
                      () ->
                          withinOr(
                              ofMillis(10),
                              () -> untilTheDeadline(),
                              () -> {
                                sleep(ofMillis(5));
                                return untilTheDeadline();
                              }))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
    }
  }
}
