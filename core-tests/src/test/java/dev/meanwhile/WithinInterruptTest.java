package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interrupts in and around a time limit. */
@ExtendWith(LeakGuard.class)
class WithinInterruptTest {
  @Nested
  class Interrupt {
    @Test
    void onEntryNothingIsStarted() {
      var started = new AtomicInteger();

      Interrupted.onEntry(() -> within(ofSeconds(10), started::incrementAndGet));

      assertThat(started).hasValue(0);
    }

    @Test
    void atEveryStepItEndsTheTask() {
      Interrupted.atEveryStep(
          "ab",
          () ->
              within(
                  ofMillis(10),
                  () -> all(() -> after(1, "a"), () -> after(2, "b"), String::concat)));
      assertThat(InterruptAtEveryStep.ofWaiter(() -> within(ofMillis(10), () -> after(1, "a"))))
          .isNotEmpty()
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void thatTheTaskDidNotHeedIsStillThereAfterwards() throws Exception {
      String answer =
          within(
              ofSeconds(10),
              () -> {
                Thread.currentThread().interrupt();
                return "a";
              });

      assertThat(Thread.interrupted()).isTrue();
      assertThat(answer).isEqualTo("a");
    }

    @Test
    void ofTwoDeadlinesThatPassOneAfterTheOtherIsTakenBack() {
      var clock = new EagerTime();

      Throwable thrown =
          catchThrowable(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          within(
                              ofMillis(5),
                              () -> {
                                clock.advance(ofMillis(6));
                                clock.advance(ofMillis(6));
                                return "deaf";
                              }))));

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(thrown)
          .isInstanceOfSatisfying(
              DeadlineExceeded.class, late -> assertThat(late.limit()).isEqualTo(ofMillis(10)));
    }

    @Test
    void fromOutsideIsStillThereWhenTheDeadlinePassedAfterIt() {
      var clock = new EagerTime();

      Throwable thrown =
          catchThrowable(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        Thread.currentThread().interrupt();
                        clock.advance(ofMillis(11));
                        return "deaf";
                      })));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
    }
  }
}
