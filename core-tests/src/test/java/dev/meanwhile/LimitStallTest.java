package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A run in which all wait for permits that only it can give back has stalled, and ends; one that
 * time or somebody outside may help has not.
 */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitStallTest {
  private final Limit a = atMost(2).named("a");
  private final Limit b = atMost(1).named("b");

  /** Done by a task of the scope as soon as the other tasks wait. */
  private static <T> T whenParked(CountDownLatch opened, Task<T, RuntimeException> then)
      throws InterruptedException {
    opened.await();
    return then.run();
  }

  /** Holds a permit outside the run, until the latch is opened. */
  private static Outsider holding(Limit limit, CountDownLatch open) {
    return Outsider.does(
        () -> limit.call(() -> whenParked(open, () -> "open")), () -> limit.inUse() > 0);
  }

  @Nested
  class Stalls {
    private void stalls(Task<?, ?> work, String... inTheMessage) {
      for (Task<?, ?> run : List.of(work, (Task<?, ?>) () -> VirtualTime.create().run(work))) {
        Throwable thrown = catchThrowable(run::run);

        assertThat(thrown)
            .isInstanceOf(Stalled.class)
            .hasMessageContaining("no task of this run can ever go on");
        assertThat(List.of(inTheMessage)).allMatch(thrown.getMessage()::contains);
        assertUnused(a, b);
      }
    }

    @Test
    void twoCallsThatTakeTwoLimitsInOppositeOrder() {
      var one = atMost(1).named("one");
      stalls(
          () -> {
            var both = new CountDownLatch(2);
            return all(
                () -> one.call(() -> meet(both, () -> b.call(() -> 1))),
                () -> b.call(() -> meet(both, () -> one.call(() -> 1))),
                Integer::sum);
          },
          "permit of limit \"one\"",
          "permit of limit \"b\"",
          "LimitStallTest.java");
      assertUnused(one);
    }

    private <T> T meet(CountDownLatch both, Task<T, RuntimeException> then)
        throws InterruptedException {
      both.countDown();
      return whenParked(both, then);
    }

    @Test
    void twoMutexesInOppositeOrder() {
      var left = Mutex.named("left");
      var right = Mutex.named("right");
      stalls(
          () -> {
            var both = new CountDownLatch(2);
            return all(
                () -> left.withLock(() -> meet(both, () -> right.withLock(() -> 1))),
                () -> right.withLock(() -> meet(both, () -> left.withLock(() -> 1))),
                Integer::sum);
          },
          "permit of mutex \"left\"",
          "permit of mutex \"right\"");
    }

    @Test
    void aTaskThatWaitsForOneWhichNeedsItsPermit() {
      stalls(
          () -> scope(s -> b.start(s, () -> b.start(s, () -> 1).get()).get()),
          "permit of limit \"b\"");
    }

    @Test
    void aTaskThatWaitsForALaterOneOfItsKey() {
      Serial<String> serial = Serial.perKey();
      stalls(
          () ->
              scope(s -> serial.start(s, "ada", () -> serial.start(s, "ada", () -> 1).get()).get()),
          "permit of serial queue for ada");
      assertThat(serial.keys()).isZero();
    }

    @Test
    void aHeavyClaimThatWaitsForWhatItsOwnRunHolds() {
      stalls(
          () ->
              scope(s ->
                  a.start(s, () -> a.claim(2).start(s, () -> 1).get() + a.start(s, () -> 1).get())
                      .get()),
          "permit of limit \"a\"");
    }

    @Test
    void oneBehindAnother() {
      stalls(() ->
          scope(s ->
              a.start(
                      s,
                      () -> {
                        a.claim(2).start(s, () -> 1);
                        return a.start(s, () -> 1).get();
                      })
                  .get()));
    }

    @Test
    void aClaimOfSeveralOfWhichOneIsHeldByItsOwnRun() {
      stalls(
          () -> scope(s -> b.start(s, () -> a.claim().and(b).start(s, () -> 1).get()).get()),
          "permit of limit \"a\" and limit \"b\"");
    }

    @Test
    void aMapWhoseElementsNeedItsPermits() {
      stalls(
          () -> scope(s -> map(List.of(1, 2), a, _ -> a.start(s, () -> 1).get())),
          "permit of limit \"a\"");
    }

    @Test
    void aTaskThatWaitsForQuietWhichItPrevents() {
      stalls(
          () ->
              scope(s -> {
                var quiet =
                    s.start(() -> {
                      while (b.inUse() == 0) {
                        Thread.yield();
                      }
                      b.awaitIdle();
                      return 1;
                    });
                return b.start(s, quiet::get).get();
              }),
          "waits: PERMIT of limit \"b\"");
    }

    @Test
    void aTaskThatHoldsWhatItWaitsToBeServed() {
      stalls(() ->
          scope(s ->
              b.start(
                      s,
                      () -> {
                        b.start(s, () -> 1);
                        b.awaitEmpty();
                        return 1;
                      })
                  .get()));
    }

    @Test
    void alsoWhereAnotherRunWaitsForTheSamePermits() throws Exception {
      var held = new CountDownLatch(1);
      var others = new CountDownLatch(1);
      var stalled =
          Outsider.does(() ->
              scope(s ->
                  b.start(
                          s,
                          () -> {
                            held.countDown();
                            return whenParked(others, () -> b.start(s, () -> 1).get());
                          })
                      .get()));
      held.await();
      var behind =
          Outsider.does(
              () -> b.call(() -> "served when the other has stalled"), () -> b.waiting() == 1);

      others.countDown();

      assertThat(stalled.result()).isInstanceOf(Stalled.class);
      assertThat(behind.result()).isEqualTo("served when the other has stalled");
      assertUnused(b);
    }

    @Test
    void whenALimitBecomesTooSmallFromOutside() throws Exception {
      var open = new CountDownLatch(1);
      var held = new CountDownLatch(1);
      var outside = holding(a, open);
      Future<Integer> stalled =
          VirtualTime.manual()
              .start(() ->
                  scope(s ->
                      a.start(
                              s,
                              () -> {
                                held.countDown();
                                return a.start(s, () -> 1).get();
                              })
                          .get()));
      held.await();
      assertThat(stalled.isDone()).isFalse();

      a.resize(1);

      assertThat(catchThrowable(stalled::get)).hasCauseInstanceOf(Stalled.class);
      open.countDown();
      assertThat(outside.result()).isEqualTo("open");
      assertUnused(a);
    }
  }

  @Nested
  class DoesNotStall {
    private final CountDownLatch open = new CountDownLatch(1);

    /** Everybody in {@code work} parks first; then the permit outside is given back. */
    private <T> void goesOn(T result, Outsider outside, Task<T, ?> work) throws Exception {
      Future<T> waiting = VirtualTime.manual().start(work);

      open.countDown();

      assertThat(waiting.get()).isEqualTo(result);
      assertThat(outside.result()).isEqualTo("open");
      assertUnused(a, b);
    }

    @Test
    void aCallWhosePermitIsOutside() throws Exception {
      goesOn(1, holding(b, open), () -> b.call(() -> 1));
    }

    @Test
    void aClaimOfSeveralOfWhichOneIsOutsideAndTheOtherPartlyHeldByItsOwnRun() throws Exception {
      goesOn(
          3,
          holding(b, open),
          () -> scope(s -> a.start(s, () -> 2 + a.claim().and(b).start(s, () -> 1).get()).get()));
    }

    @Test
    void oneBehindAnotherThatWaitsForSomethingOutside() throws Exception {
      goesOn(
          3,
          holding(b, open),
          () ->
              scope(s ->
                  a.start(
                          s,
                          () -> {
                            var both = a.claim().and(b).start(s, () -> 1);
                            return a.start(s, () -> 2).get() + both.get();
                          })
                      .get()));
    }

    @Test
    void aHeavyClaimThatWaitsForSomethingOutside() throws Exception {
      goesOn(1, holding(a, open), () -> a.claim(2).call(() -> 1));
    }

    @Test
    void aMapThatHasNoPermitYet() throws Exception {
      goesOn(List.of(1, 2), holding(b, open), () -> map(List.of(1, 2), b, i -> i));
    }

    @Test
    void aMapWhoseElementsWaitForItsOtherPermitOutside() throws Exception {
      goesOn(
          List.of(1),
          holding(a, open),
          () -> scope(s -> map(List.of(1), a, _ -> a.start(s, () -> 1).get())));
    }

    @Test
    void whoWaitsForQuietOutside() throws Exception {
      goesOn(
          1,
          holding(b, open),
          () -> {
            b.awaitIdle();
            return 1;
          });
    }

    @Test
    void aLimitThatIsPaused() throws Exception {
      b.pause();
      Future<Integer> waiting = VirtualTime.manual().start(() -> b.call(() -> 1));

      b.resume();

      assertThat(waiting.get()).isEqualTo(1);
    }

    @Test
    void aWaitThatTimeEnds() {
      var time = VirtualTime.create();
      Claim patient = b.claim().maxWait(ofSeconds(5));

      Throwable late =
          catchThrowable(() ->
              time.run(() -> scope(s -> b.start(s, () -> patient.start(s, () -> 1).get()).get())));

      assertThat(late).isInstanceOf(Rejected.class);
      assertThat(time.elapsed()).isEqualTo(ofSeconds(5));
    }

    @Test
    void aDeadlineThatEndsIt() {
      var time = VirtualTime.create();

      Throwable late =
          catchThrowable(() ->
              time.run(() ->
                  within(
                      ofDays(1),
                      () -> scope(s -> b.start(s, () -> b.start(s, () -> 1).get()).get()))));

      assertThat(late).isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isEqualTo(ofDays(1));
      assertUnused(b);
    }

    @Test
    void whereOneStillSleeps() throws Exception {
      var time = VirtualTime.create();

      int sum =
          time.run(() ->
              all(
                  () -> a.claim(2).call(() -> after(1_000, 1)),
                  () -> a.claim(2).call(() -> after(1_000, 2)),
                  Integer::sum));

      assertThat(sum).isEqualTo(3);
    }

    @Test
    void aPermitThatComesFromOutsideJustNow() throws Exception {
      for (int round = 0; round < 300; round++) {
        var giver = new CountDownLatch(1);
        var holder =
            Outsider.does(
                () -> a.claim(1).and(b).call(() -> whenParked(giver, () -> 1)),
                () -> b.inUse() == 1);
        var waiting =
            Outsider.does(() ->
                scope(s -> {
                  var first = a.start(s, () -> b.call(() -> after(0, 1)));
                  var second = a.claim(2).start(s, () -> after(0, 2));
                  return first.get() + second.get();
                }));
        giver.countDown();
        assertThat(waiting.result()).isEqualTo(3);
        assertThat(holder.result()).isEqualTo(1);
      }
      assertUnused(a, b);
    }
  }
}
