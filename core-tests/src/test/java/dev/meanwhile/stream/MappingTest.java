package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.stream.Streams.mapping;
import static dev.meanwhile.stream.Streams.mappingSettled;
import static dev.meanwhile.stream.Streams.mappingUnordered;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.ContextCarrier;
import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Mapper;
import dev.meanwhile.Misuse;
import dev.meanwhile.Outcome;
import dev.meanwhile.Task;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elements mapped by tasks, in order or not. */
@ExtendWith(LeakGuard.class)
class MappingTest extends SlowElements {
  @Nested
  class Order {
    @Test
    void isThatOfTheSource() throws Exception {
      assertThat(time.run(() -> items(30).stream().gather(sleeping(i -> 30 - i)).toList()))
          .isEqualTo(items(30));
    }

    @Test
    void isThatOfTheResultsWhereItIsNotAskedFor() throws Exception {
      assertThat(
              time.run(() ->
                  Stream.of(30, 10, 20, 5)
                      .gather(mappingUnordered(limit, i -> slept(i, i)))
                      .toList()))
          .containsExactly(10, 5, 20, 30);
    }

    @Test
    void aSlowElementHoldsUpNoOtherWhereItIsNotAskedFor() throws Exception {
      time.run(() ->
          items(11).stream()
              .gather(mappingUnordered(limit, i -> slept(i, i == 0 ? 50 : 10)))
              .toList());
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }

    @Test
    void resultsGoOnAsSoonAsTheirTurnComes() throws Exception {
      var at = new ArrayList<Long>();
      time.run(() ->
          Stream.of(20, 10, 30)
              .gather(sleeping(i -> i))
              .peek(_ -> at.add(time.elapsed().toMillis()))
              .toList());
      assertThat(at).containsExactly(20L, 20L, 30L);
    }

    @Test
    void nullsAreElementsAndResults() {
      assertThat(Stream.of(1, null, 3).gather(mapping(limit, i -> i == null ? 2 : null)).toList())
          .containsExactly(null, 2, null);
      assertThat(Stream.of(1, 2).gather(mappingUnordered(limit, _ -> null)).toList())
          .containsExactly(null, null);
    }

    @Test
    void ofNothingIsNothing() {
      assertThat(Stream.of().gather(mapping(limit, i -> i)).toList()).isEmpty();
      assertThat(Stream.of().gather(mappingUnordered(limit, i -> i)).toList()).isEmpty();
    }

    @Test
    void aGathererMayBeUsedAgainAndComposed() {
      Gatherer<Integer, ?, Integer> plusOne = mapping(atMost(2), i -> i + 1);
      Gatherer<Integer, ?, Integer> times2 = mapping(atMost(2), i -> i * 2);

      for (int i = 0; i < 2; i++) {
        assertThat(items(5).stream().gather(plusOne.andThen(times2)).toList())
            .containsExactly(2, 4, 6, 8, 10);
        assertThat(items(5).stream().gather(plusOne).gather(plusOne).gather(times2).toList())
            .containsExactly(4, 6, 8, 10, 12);
      }
    }

    @Test
    void isTheSameInAParallelStream() {
      assertThat(items(1000).parallelStream().gather(mapping(limit, i -> i + 1)).toList())
          .isEqualTo(IntStream.rangeClosed(1, 1000).boxed().toList());
    }
  }

  @Test
  void stagesAfterPagesAndAfterEachOtherGiveAllThatTheyHaveAtTheEnd() throws Exception {
    for (Task<List<Integer>, RuntimeException> read :
        List.<Task<List<Integer>, RuntimeException>>of(
            this::throughStages, () -> time.run(this::throughStages))) {
      assertThat(read.run()).isEqualTo(items(20));
    }
    assertNothingIsLeft();
  }

  private List<Integer> throughStages() {
    try (Stream<Integer> items = new Book(10).open().stream()) {
      return items
          .gather(mapping(limit, i -> slept(i, 3)))
          .gather(mapping(atMost(5), i -> slept(i, 2)))
          .gather(mapping(atMost(2), i -> slept(i, 1)))
          .toList();
    }
  }

  @Test
  void aParallelStreamBelongsToTheTaskWhereItBegan() throws Exception {
    time.run(() -> items(64).parallelStream().gather(sleeping(_ -> 10)).toList());
    assertThat(time.elapsed()).isEqualTo(ofMillis(220));
    assertNothingIsLeft();
  }

  @Nested
  class Admission {
    @Test
    void nothingHappensBeforeTheTerminalOperation() {
      Stream<Integer> stream = source().gather(sleeping(_ -> 1));
      assertThat(pulled).hasValue(0);
      assertThat(stream.findFirst()).contains(0);
    }

    @Test
    void theSourceIsAskedOnlyWhenThereIsAPermit() throws Exception {
      time.run(() ->
          source()
              .gather(
                  mapping(
                      limit,
                      i -> {
                        assertThat(pulled.get()).isLessThanOrEqualTo(ended.get() + 3);
                        return slept(i, 10);
                      }))
              .limit(20)
              .toList());
      assertThat(pulled.get()).isLessThanOrEqualTo(22);
      assertNothingIsLeft();
    }

    @Test
    void neverAreThereMoreThanTheLimitAtOnceAlsoIfItIsShared() throws Exception {
      var inFlight = new AtomicInteger();
      var most = new AtomicInteger();
      Mapper<Integer, Integer, RuntimeException> counted =
          i -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            sleep(ofMillis(1 + i % 4));
            inFlight.decrementAndGet();
            return i;
          };

      time.run(() ->
          all(
              () -> items(50).stream().gather(mapping(limit, counted)).toList(),
              () -> items(50).stream().gather(mappingUnordered(limit, counted)).toList(),
              List::of));

      assertThat(most).hasValue(3);
    }

    @Test
    void whereOthersHoldThePermitsOneElementWaits() throws Exception {
      time.run(() ->
          all(
              () -> atMost(1).call(() -> limit.claim(3).call(() -> slept(0, 100))),
              () -> {
                sleep(ofMillis(1));
                return source()
                    .gather(mapping(limit, i -> i))
                    .peek(_ -> assertThat(time.elapsed()).isEqualTo(ofMillis(100)))
                    .limit(1)
                    .toList();
              },
              () -> {
                sleep(ofMillis(50));
                assertThat(pulled).hasValue(1);
                return null;
              },
              (a, b, c) -> a));
    }

    @Test
    void insideOfWorkThatHoldsAPermitIsMisuse() {
      assertThatThrownBy(() -> limit.call(() -> source().gather(sleeping(_ -> 1)).findFirst()))
          .isInstanceOf(Misuse.class);
      assertNothingIsLeft();
    }

    @Test
    void anEndlessSourceNeedsMemoryForWhatIsInFlight() {
      assertThat(source().gather(mapping(atMost(8), i -> i)).limit(20_000).mapToInt(i -> i).max())
          .hasValue(19_999);
      assertThat(pulled.get()).isLessThanOrEqualTo(20_008);
    }
  }

  @Nested
  class EarlyEnd {
    @Test
    void ofAShortCircuitStopsWhatIsInFlight() throws Exception {
      time.run(() -> {
        assertThat(source().gather(sleeping(i -> 1 + 100 * i)).findFirst()).contains(0);
        assertNothingIsLeft();
        return null;
      });
      assertThat(time.elapsed()).isEqualTo(ofMillis(1));

      assertThat(source().gather(mapping(limit, i -> i)).limit(0).toList()).isEmpty();
    }

    @Test
    void ofAShortCircuitOutsideAnyTaskDoesTheSame() {
      assertThat(source().gather(sleeping(i -> 100_000 * i)).anyMatch(i -> i == 0)).isTrue();
      assertNothingIsLeft();
    }

    @Test
    void ofAnIteratorIsThatOfItsScope() throws Exception {
      int first =
          time.run(() ->
              scope(_ -> {
                Iterator<Integer> iterator = source().gather(sleeping(i -> 10 + i)).iterator();
                return iterator.next();
              }));
      assertThat(first).isZero();
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertNothingIsLeft();
    }

    @Test
    void theIteratorIsOfNoUseAfterItsScope() throws Exception {
      Iterator<Integer> iterator =
          time.run(() ->
              scope(_ -> {
                Iterator<Integer> open = source().gather(sleeping(i -> 10 + i)).iterator();
                open.next();
                return open;
              }));
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 9; i++) {
                  iterator.next();
                }
              })
          .isInstanceOf(Misuse.class);
    }
  }

  @Nested
  class Interrupt {
    @Test
    void atEveryStepEndsTheStreamAndItsTasks() {
      for (Gatherer<Integer, ?, Integer> stage :
          List.<Gatherer<Integer, ?, Integer>>of(
              sleeping(i -> 1 + i % 3), mappingUnordered(limit, i -> slept(i, 1 + i % 3)))) {
        var steps =
            InterruptAtEveryStep.ofCaller(
                () -> List.copyOf(items(8).stream().gather(stage).sorted().toList()));

        assertThat(steps).hasSizeGreaterThan(8);
        assertThat(steps)
            .allSatisfy(step -> {
              if (step.failure() == null) {
                assertThat(step.outcome()).isEqualTo(new Outcome.Success<>(items(8)));
              } else {
                assertThat(step.failure()).isInstanceOf(InterruptedException.class);
              }
              assertThat(step.flagSet()).isEqualTo(step.failure() == null);
            });
        assertThat(steps).anyMatch(step -> step.failure() != null);
      }
      assertNothingIsLeft();
    }

    @Test
    void ofADeadlineEndsTheTasks() {
      assertThatThrownBy(() ->
              time.run(
                  () -> within(ofMillis(25), () -> source().gather(sleeping(_ -> 10)).count())))
          .isInstanceOf(DeadlineExceeded.class);
      assertNothingIsLeft();
    }

    @Test
    void ofAFailedSiblingReachesWhatIsInFlightWhileTheStreamIsBusyElsewhere() {
      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () ->
                          source()
                              .gather(sleeping(i -> i == 0 ? 1 : 1000))
                              .map(i -> held(i))
                              .toList(),
                      () -> {
                        sleep(ofMillis(10));
                        throw failure;
                      },
                      (a, b) -> a)))
          .isSameAs(failure);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertNothingIsLeft();
    }

    @Test
    void reachesWhatIsInFlightAlsoIfTheThreadOfTheStreamHeedsNothing() {
      var begun = new CountDownLatch(1);
      var told = new CountDownLatch(1);
      assertThatThrownBy(() ->
              all(
                  () ->
                      Stream.of(0, 1)
                          .gather(
                              mapping(limit, i -> i == 0 ? after(begun, i) : telling(begun, told)))
                          .peek(_ -> deafUntil(told))
                          .toList(),
                  () -> {
                    begun.await();
                    throw failure;
                  },
                  (a, b) -> a))
          .isSameAs(failure);
    }

    private static int after(CountDownLatch begun, int element) throws InterruptedException {
      begun.await();
      return element;
    }

    private static int telling(CountDownLatch begun, CountDownLatch told)
        throws InterruptedException {
      begun.countDown();
      try {
        return after(new CountDownLatch(1), 1);
      } finally {
        told.countDown();
      }
    }

    private static void deafUntil(CountDownLatch told) {
      while (told.getCount() > 0) {
        try {
          told.await();
        } catch (InterruptedException ignored) {
          // This is what the test needs it for.
        }
      }
    }

    private int held(int element) {
      return Unchecked.get(() -> slept(element, 100_000));
    }
  }

  @Nested
  class Context {
    @Test
    void isThatOfTheThreadOfTheStream() throws Exception {
      var user = new ThreadLocal<String>();
      try (var carrier = ContextCarrier.of(user).install()) {
        assertThat(carrier).isNotNull();
        user.set("ada");
        assertThat(items(3).stream().gather(mapping(limit, _ -> user.get())).toList())
            .containsOnly("ada");
      } finally {
        user.remove();
      }
    }

    @Test
    void nullsFailAtOnce() {
      assertThatThrownBy(() -> mapping(null, i -> i)).hasMessage("limit");
      assertThatThrownBy(() -> mapping(limit, null)).hasMessage("mapper");
      assertThatThrownBy(() -> mappingUnordered(null, i -> i)).hasMessage("limit");
      assertThatThrownBy(() -> mappingSettled(limit, null)).hasMessage("mapper");
    }
  }
}
