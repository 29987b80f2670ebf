package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class DeadlineTest {
  private final VirtualTime time = VirtualTime.create();

  @Nested
  class Remaining {
    @Test
    void isForeverWhereThereIsNone() throws Exception {
      assertThat(Deadline.remaining()).isEqualTo(Deadline.FOREVER);
      assertThat(Deadline.isSet()).isFalse();
      assertThat(time.run(Deadline::remaining)).isEqualTo(Deadline.FOREVER);
    }

    @Test
    void isWhatIsLeftOfTheNearest() throws Exception {
      List<Duration> seen =
          time.run(() ->
              within(
                  ofMillis(100),
                  () -> {
                    sleep(ofMillis(30));
                    return List.of(
                        Deadline.remaining(),
                        within(ofMillis(50), Deadline::remaining),
                        within(ofMillis(500), Deadline::remaining),
                        Deadline.remaining());
                  }));

      assertThat(seen).containsExactly(ofMillis(70), ofMillis(50), ofMillis(70), ofMillis(70));
    }

    @Test
    void isInheritedByEveryTaskBelow() throws Exception {
      List<Duration> seen =
          time.run(() ->
              within(
                  ofMillis(100),
                  () ->
                      all(
                          () -> {
                            sleep(ofMillis(10));
                            return Deadline.remaining();
                          },
                          () -> remainingInAScope(),
                          () -> any(() -> within(ofSeconds(1), Deadline::remaining)),
                          List::of)));

      assertThat(seen).containsExactly(ofMillis(90), ofMillis(40), ofMillis(100));
    }

    private static Duration remainingInAScope() throws InterruptedException {
      return scope(s -> s.start(() -> within(ofMillis(40), Deadline::remaining)).get());
    }

    @Test
    void isZeroOnceItHasPassed() throws Exception {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        clock.advance(ofSeconds(1));
                        assertThat(Deadline.remaining()).isEqualTo(ZERO);
                        assertThat(Deadline.isSet()).isTrue();
                        return "late";
                      })))
          .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void isForeverWithinALimitThatNeverPasses() throws Exception {
      List<Object> seen =
          time.run(() -> {
            sleep(ofMillis(1));
            return within(Deadline.FOREVER, () -> List.of(Deadline.remaining(), Deadline.isSet()));
          });

      assertThat(seen).containsExactly(Deadline.FOREVER, false);
    }
  }

  @Nested
  class Sleeping {
    @Test
    void letsTimePassByTheClockOfTheRun() throws Exception {
      time.run(() -> after(1_500, "a"));

      assertThat(time.elapsed()).isEqualTo(ofMillis(1_500));
    }

    @Test
    void isNotBegunIfItWouldEndAfterTheDeadline() {
      var thrown =
          catchThrowableOfType(
              DeadlineExceeded.class,
              () ->
                  time.run(() ->
                      within(
                          ofMillis(100),
                          () -> {
                            sleep(ofMillis(40));
                            return after(61, "a");
                          })));

      assertThat(time.elapsed()).isEqualTo(ofMillis(40));
      assertThat(thrown.limit()).isEqualTo(ofMillis(100));
      assertThat(thrown.elapsed()).isEqualTo(ofMillis(40));
      assertThat(thrown)
          .hasMessage("deadline of 100 ms for \"test\" leaves 60 ms, too little to wait for 61 ms");
    }

    @Test
    void isNotBegunInAChildEither() {
      assertThatThrownBy(() ->
              time.run(
                  () -> within(ofMillis(10), () -> all(() -> after(11, 1), () -> 2, Integer::sum))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isZero();
    }

    @Test
    void forNoTimeReturns() throws Exception {
      sleep(ZERO);
      time.run(() -> after(0, "a"));

      assertThat(time.elapsed()).isZero();
    }

    @Test
    void forANegativeTimeFailsAtOnceWithTheValueAndTheRange() {
      assertThatThrownBy(() -> sleep(ofMillis(-3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("sleep", "-3 ms", "0 s or more");
    }

    @Test
    void endsWithAnInterrupt() {
      Interrupted.onEntry(() -> after(0, "outside any run"));
      assertThat(InterruptAtEveryStep.ofCaller(() -> after(5, "a")))
          .singleElement()
          .satisfies(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }

    @Test
    void inACancelledTaskIsNotBegun() {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        clock.advance(ofMillis(10));
                        boolean flag = Thread.interrupted();
                        assertThatThrownBy(() -> sleep(ZERO)).isInstanceOf(DeadlineExceeded.class);
                        return flag;
                      })))
          .isInstanceOf(DeadlineExceeded.class);
    }
  }

  @Nested
  class Passing {
    @Test
    void isAsExactAsTheClock() {
      assertThatThrownBy(
              () -> time.run(() -> within(Duration.ofNanos(1), () -> untilTheDeadline())))
          .isInstanceOfSatisfying(
              DeadlineExceeded.class,
              thrown -> assertThat(thrown.elapsed()).isEqualTo(Duration.ofNanos(1)));
    }
  }
}
