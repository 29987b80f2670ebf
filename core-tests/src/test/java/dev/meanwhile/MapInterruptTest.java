package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.InterruptAtEveryStep.Step;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interrupts and deadlines that reach a map. */
@ExtendWith(LeakGuard.class)
class MapInterruptTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 12).boxed().toList();
  private static final List<Integer> TENFOLD = ITEMS.stream().map(i -> 10 * i).toList();

  private final Limit limit = atMost(3);

  private static int slowly(int element) throws InterruptedException {
    sleep(ofMillis(1 + element % 4));
    return 10 * element;
  }

  private <T> void allAreInterruptsOrComplete(List<Step<T>> steps, T complete) {
    assertThat(steps).hasSizeGreaterThan(ITEMS.size());
    for (var step : steps) {
      switch (step.outcome()) {
        case Outcome.Success<T>(T value) -> assertThat(value).isEqualTo(complete);
        case Outcome.Failure<T>(Throwable cause) ->
            assertThat(cause).isInstanceOf(InterruptedException.class);
      }
    }
    assertThat(steps).anyMatch(step -> step.failure() != null);
    assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(0, 0);
  }

  private static <T> void afterTheEndTheFlagIsKept(List<Step<T>> steps) {
    assertThat(steps)
        .filteredOn(step -> step.flagSet() != step.outcome().isSuccess())
        .as("steps that keep the flag although they threw, or lose it although they did not")
        .isEmpty();
  }

  @Nested
  class AtEveryStep {
    @Test
    void ofTheCallerMapIsInterruptedAndLeavesNothing() {
      var steps = InterruptAtEveryStep.ofCaller(() -> map(ITEMS, limit, i -> slowly(i)));

      allAreInterruptsOrComplete(steps, TENFOLD);
      afterTheEndTheFlagIsKept(steps);
    }

    @Test
    void ofTheWaiterMapIsInterruptedAndLeavesNothing() {
      var steps = InterruptAtEveryStep.ofWaiter(() -> map(ITEMS, limit, i -> slowly(i)));

      allAreInterruptsOrComplete(steps, TENFOLD);
    }

    @Test
    void mapSettledTreatsAnInterruptAsNoOutcome() {
      List<Outcome<Integer>> complete =
          TENFOLD.stream().<Outcome<Integer>>map(Outcome.Success::new).toList();
      Task<List<Outcome<Integer>>, RuntimeException> work =
          () -> mapSettled(ITEMS, limit, i -> slowly(i));

      var ofCaller = InterruptAtEveryStep.ofCaller(work);
      allAreInterruptsOrComplete(ofCaller, complete);
      afterTheEndTheFlagIsKept(ofCaller);
      allAreInterruptsOrComplete(InterruptAtEveryStep.ofWaiter(work), complete);
    }

    @Test
    void mapEachIsInterruptedAndLeavesNothing() {
      Task<Set<Integer>, RuntimeException> work =
          () -> {
            var handed = new ArrayList<Integer>();
            mapEach(
                ITEMS,
                limit,
                i -> slowly(i),
                result -> {
                  sleep(ofMillis(2));
                  handed.add(result);
                });
            return Set.copyOf(handed);
          };

      var ofCaller = InterruptAtEveryStep.ofCaller(work);
      allAreInterruptsOrComplete(ofCaller, Set.copyOf(TENFOLD));
      afterTheEndTheFlagIsKept(ofCaller);
      allAreInterruptsOrComplete(InterruptAtEveryStep.ofWaiter(work), Set.copyOf(TENFOLD));
    }

    @Test
    void twoMapsOnOneLimitGiveEverythingBack() {
      Task<Integer, RuntimeException> work =
          () ->
              all(
                  () -> map(ITEMS, limit, i -> slowly(i)).size(),
                  () -> map(ITEMS, limit, i -> slowly(i)).size(),
                  Integer::sum);

      allAreInterruptsOrComplete(InterruptAtEveryStep.ofCaller(work), 24);
      allAreInterruptsOrComplete(InterruptAtEveryStep.ofWaiter(work), 24);
    }

    @Test
    void aSourceThatWaitsIsInterruptedToo() {
      Task<List<Integer>, RuntimeException> work =
          () ->
              map(
                  ITEMS.stream().map(MapInterruptTest::waitInSource).iterator(),
                  limit,
                  i -> slowly(i));

      for (var step : InterruptAtEveryStep.ofCaller(work)) {
        assertThat(step.failure()).isNotNull();
      }
      assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(0, 0);
    }
  }

  private static int waitInSource(int element) {
    try {
      sleep(ofMillis(1));
      return element;
    } catch (InterruptedException e) {
      throw new IllegalStateException("the source was interrupted", e);
    }
  }

  @Nested
  class OfTheCaller {
    @Test
    void onEntryNothingIsStarted() {
      var mapped = new InFlight();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> map(ITEMS, limit, i -> mapped.during(() -> i)))
          .isInstanceOf(InterruptedException.class);

      assertThat(mapped.finished()).isZero();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void everyElementInFlightIsInterruptedBeforeMapThrows() {
      Set<Integer> interrupted = ConcurrentHashMap.newKeySet();
      var started = new CountDownLatch(3);
      var caller = Thread.currentThread();
      var interrupter =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  started.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                caller.interrupt();
              });

      assertThatThrownBy(() ->
              map(
                  ITEMS,
                  limit,
                  i -> {
                    started.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.add(i);
                      throw e;
                    }
                    return i;
                  }))
          .isInstanceOf(InterruptedException.class);

      assertThat(interrupted).containsExactlyInAnyOrder(0, 1, 2);
      assertThat(interrupter.isInterrupted()).isFalse();
    }
  }

  @Nested
  class ByADeadline {
    private final VirtualTime time = VirtualTime.create();

    @Test
    void aMapThatWaitsForAPermitIsCutOffWhenItPasses() throws Exception {
      Limit single = atMost(1);
      var done = new ArrayList<Object>();

      time.run(() ->
          all(
              () -> map(List.of(1), single, i -> slowly(100 * 1000 + 3)),
              () -> holdFor(single, 100),
              () -> {
                sleep(ofMillis(10));
                assertThatThrownBy(
                        () -> within(ofMillis(25), () -> map(ITEMS, single, i -> slowly(i))))
                    .isInstanceOf(DeadlineExceeded.class)
                    .hasMessageStartingWith("deadline of 25 ms");
                done.add(time.elapsed());
                return null;
              },
              (a, b, c) -> null));

      assertThat(done).containsExactly(ofMillis(35));
      assertThat(List.of(single.inUse(), single.waiting())).containsExactly(0, 0);
    }

    @Test
    void noElementBeginsASleepThatEndsAfterIt() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(25),
                      () ->
                          map(
                              ITEMS,
                              limit,
                              i -> {
                                sleep(ofMillis(10));
                                return i;
                              }))))
          .isInstanceOf(DeadlineExceeded.class)
          .hasMessageContaining("too little to wait for 10 ms");

      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
      assertThat(limit.inUse()).isZero();
    }

    @Test
    void everyElementCanReadWhatIsLeft() throws Exception {
      var left =
          time.run(() ->
              within(
                  ofMillis(100),
                  () ->
                      map(
                          List.of(10, 20, 30),
                          atMost(1),
                          millis -> {
                            sleep(ofMillis(millis));
                            return Deadline.remaining();
                          })));

      assertThat(left).containsExactly(ofMillis(90), ofMillis(70), ofMillis(40));
    }

    private Integer holdFor(Limit held, int millis) throws InterruptedException {
      return map(
              List.of(1),
              held,
              i -> {
                sleep(ofMillis(millis));
                return i;
              })
          .getFirst();
    }
  }
}
