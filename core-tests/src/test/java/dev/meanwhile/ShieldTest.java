package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clean-up that must not be cut off. */
@ExtendWith(LeakGuard.class)
class ShieldTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");
  private final List<Object> done = new ArrayList<>();

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  @Nested
  class Inside {
    @Test
    void waitsAndVerbsWorkAfterTheCancel() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        try {
                          return untilTheDeadline();
                        } finally {
                          done.add(
                              shield(
                                  ofSeconds(1),
                                  () ->
                                      all(
                                          () -> after(5, "a"),
                                          () -> map(List.of(1, 2), atMost(1), i -> after(2, i)),
                                          List::of)));
                        }
                      })))
          .isInstanceOf(DeadlineExceeded.class)
          .hasNoSuppressedExceptions();
      assertThat(done).containsExactly(List.of("a", List.of(1, 2)));
      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }

    @Test
    void noDeadlineIsSeenButItsOwn() throws Exception {
      time.run(() ->
          within(
              ofMillis(10),
              () -> {
                done.add(shield(ofSeconds(3), Deadline::remaining));
                done.add(shield(Deadline.FOREVER, Deadline::isSet));
                return done.add(Deadline.remaining());
              }));

      assertThat(done).containsExactly(ofSeconds(3), false, ofMillis(10));
    }

    @Test
    void theDeadlineAroundItDoesNotCut() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () -> shield(ofSeconds(1), () -> done.add(after(50, "slept"))))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(done).containsExactly("slept");
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }

    @Test
    void theCancelOfTheTaskDoesNotCut() {
      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> {
                        String slept = shield(ofSeconds(1), () -> after(50, "slept"));
                        done.add(slept + ", flag: " + isInterrupted());
                        done.add(catchThrowable(() -> sleep(ZERO)));
                        return slept;
                      },
                      () -> failAfter(10, failure),
                      List::of)))
          .isSameAs(failure);
      assertThat(done)
          .satisfiesExactly(
              slept -> assertThat(slept).isEqualTo("slept, flag: true"),
              told -> assertThat(told).isInstanceOf(InterruptedException.class));
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }

    @Test
    void waitsThatAreNotOursAreNotInterruptedEither() {
      var inside = new CountDownLatch(1);
      var told = new CountDownLatch(1);

      assertThatThrownBy(() ->
              all(
                  () -> {
                    Cancellation.current().onCancel(told::countDown);
                    return shield(
                        ofSeconds(100),
                        () -> {
                          inside.countDown();
                          told.await();
                          return done.add("awaited, flag: " + isInterrupted());
                        });
                  },
                  () -> {
                    inside.await();
                    return fail(failure);
                  },
                  List::of))
          .isSameAs(failure);
      assertThat(done).containsExactly("awaited, flag: false");
    }

    @Test
    void theInterruptThatLedThereIsNotSeen() throws Exception {
      Thread.currentThread().interrupt();

      boolean inside = shield(ofSeconds(1), ShieldTest::isInterrupted);

      assertThat(inside).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aSignalOfItsOwnCuts() {
      var stop = Cancellation.create();

      assertThatThrownBy(() ->
              time.run(() ->
                  shield(
                      ofSeconds(1),
                      () ->
                          unless(
                              stop.signal(),
                              () -> {
                                stop.cancel("enough");
                                return after(50, "late");
                              }))))
          .isInstanceOf(Cancelled.class);
      assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anotherShieldHoldsUntilBothAreDown() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(10),
                      () ->
                          shield(
                              ofSeconds(1),
                              () -> {
                                done.add(shield(ofSeconds(1), () -> after(20, "inner")));
                                done.add(isInterrupted());
                                return done.add(after(20, "outer"));
                              }))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(done).containsExactly("inner", false, "outer");
    }
  }

  @Nested
  class ItsEnd {
    @Test
    void givesTheResultOrTheFailureAsItself() throws Exception {
      String result = shield(ofSeconds(1), () -> "result");

      assertThat(result).isEqualTo("result");
      assertThatThrownBy(() -> shield(ofSeconds(1), () -> fail(failure)))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
    }

    @Test
    void atItsOwnLimitIsATimeout() {
      var thrown =
          catchThrowableOfType(
              DeadlineExceeded.class,
              () ->
                  time.run(() ->
                      within(
                          ofMillis(10),
                          () -> {
                            try {
                              return untilTheDeadline();
                            } finally {
                              done.add(
                                  catchThrowableOfType(
                                          DeadlineExceeded.class,
                                          () -> shield(ofMillis(30), () -> untilTheDeadline()))
                                      .limit());
                            }
                          })));

      assertThat(done).containsExactly(ofMillis(30));
      assertThat(thrown.limit()).isEqualTo(ofMillis(10));
      assertThat(time.elapsed()).isEqualTo(ofMillis(40));
    }

    @Test
    void atItsOwnLimitInterruptsWhatIsInside() {
      var clock = new EagerTime();

      assertThatThrownBy(() ->
              clock.run(() ->
                  shield(
                      ofMillis(10),
                      () -> {
                        clock.advance(ofMillis(11));
                        return done.add(isInterrupted());
                      })))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(done).containsExactly(true);
      assertThat(isInterrupted()).isFalse();
    }

    @Test
    void lowersTheFlagOfADeadlineAroundItAgain() {
      var clock = new EagerTime();

      Throwable thrown =
          catchThrowable(() ->
              clock.run(() ->
                  within(
                      ofMillis(10),
                      () -> {
                        String result =
                            shield(
                                ofSeconds(1),
                                () -> {
                                  clock.advance(ofMillis(11));
                                  done.add(isInterrupted());
                                  return "result";
                                });
                        done.add(isInterrupted());
                        return result;
                      })));

      assertThat(isInterrupted()).isFalse();
      assertThat(thrown).isInstanceOf(DeadlineExceeded.class);
      assertThat(done).containsExactly(false, true);
    }

    @Test
    void withALimitOfZeroComesBeforeItsBegin() {
      var ran = new AtomicInteger();

      assertThatThrownBy(() -> shield(ZERO, ran::incrementAndGet))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(ran).hasValue(0);
    }

    @Test
    void withANegativeLimitIsAMistake() {
      assertThatThrownBy(() -> shield(ofSeconds(-1), () -> 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("shield", "-1 s", "0 s or more");
      assertThatThrownBy(() -> shield(ofSeconds(1), null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void isForcedByAStallAlone() {
      assertThatThrownBy(() -> time.run(() -> shield(Deadline.FOREVER, () -> Tasks.forEver())))
          .isInstanceOf(Stalled.class);
    }
  }
}
