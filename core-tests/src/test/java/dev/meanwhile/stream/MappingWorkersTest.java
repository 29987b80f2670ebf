package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.stream.Streams.mapping;
import static dev.meanwhile.stream.Streams.mappingPerKey;
import static dev.meanwhile.stream.Streams.mappingUnordered;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import dev.meanwhile.Mapper;
import dev.meanwhile.testing.LeakGuard;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The threads on which elements are mapped: they go on from one element to the next. */
@ExtendWith(LeakGuard.class)
class MappingWorkersTest extends SlowElements {
  private final Limit two = atMost(2);
  private final ConcurrentLinkedQueue<Integer> begun = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();

  private List<Gatherer<Integer, ?, Integer>> stages(
      Limit shared, Mapper<Integer, Integer, Exception> mapper) {
    return List.of(
        mapping(shared, mapper),
        mappingUnordered(shared, mapper),
        mappingPerKey(shared, 0, i -> i, mapper));
  }

  /**
   * Two elements on one thread: the other permit is in other hands, and the first element ends only
   * when the second is there and waits for it.
   */
  private void onOneThread(Mapper<Integer, Integer, Exception> mapper) throws Exception {
    List<Gatherer<Integer, ?, Integer>> stages =
        stages(
            two,
            i -> {
              begun.add(i);
              threads.add(Thread.currentThread());
              while (i == 0 && two.waiting() == 0) {
                Thread.onSpinWait();
              }
              return mapper.map(i);
            });
    for (Gatherer<Integer, ?, Integer> stage : stages) {
      begun.clear();
      threads.clear();
      time.run(() ->
          all(
              () -> two.call(() -> slept(0, 100)),
              () -> {
                sleep(ofMillis(1));
                return Stream.of(0, 1).gather(stage).peek(this::assertNobodyWaitsInVain).toList();
              },
              (other, results) -> results));
    }
  }

  private void assertNobodyWaitsInVain(int last) {
    if (last == 1) {
      assertThat(two.waiting()).isZero();
    }
  }

  @Test
  void aThreadThatFindsAnotherElementGoesOnWithItsPermit() throws Exception {
    onOneThread(i -> {
      if (i == 1) {
        assertThat(threads).hasSize(2).containsOnly(Thread.currentThread());
        assertThat(two.inUse()).isEqualTo(2);
      }
      return i;
    });
  }

  @Test
  void anInterruptThatAnElementLeavesIsNotHeardByTheNext() throws Exception {
    onOneThread(i -> {
      if (i == 0) {
        Thread.currentThread().interrupt();
        return i;
      }
      return slept(i, 1);
    });
    assertThat(begun).containsExactly(0, 1);
  }

  @Test
  void whatAnElementLeavesOpenEndsBeforeTheNextBegins() throws Exception {
    onOneThread(i -> {
      if (i == 0) {
        Iterator<Integer> dropped =
            Stream.of(0, 1, 2).gather(sleeping(each -> 1000 * each)).iterator();
        return dropped.next();
      }
      assertThat(limit.inUse()).isZero();
      return i;
    });
  }

  @Test
  void nothingMoreBeginsAfterAFailure() {
    assertThatThrownBy(() ->
            onOneThread(_ -> {
              throw failure;
            }))
        .isSameAs(failure);
    assertThat(begun).containsExactly(0);
    assertNothingIsLeft();
  }

  @Test
  void aThreadTakesItsTurnBehindOthersWhoWaitForThePermit() throws Exception {
    Limit one = atMost(1);
    for (Gatherer<Integer, ?, Integer> stage : stages(one, this::noted)) {
      order.clear();
      time.run(() ->
          all(
              () -> Stream.of(0, 1, 2).gather(stage).toList(),
              () -> {
                sleep(ofMillis(5));
                return one.call(() -> order.add("other"));
              },
              (results, other) -> results));
      assertThat(order).containsExactly("element 0", "other", "element 1", "element 2");
    }
  }

  @Test
  void aThreadGivesWayAlsoWhereTheNextElementIsThere() throws Exception {
    for (Gatherer<Integer, ?, Integer> stage : stages(two, this::noted)) {
      order.clear();
      time.run(() ->
          all(
              () -> two.call(() -> slept(0, 100)),
              () -> {
                sleep(ofMillis(1));
                return Stream.of(0, 1).peek(this::comesAfterTheOther).gather(stage).toList();
              },
              () -> {
                sleep(ofMillis(3));
                return two.call(() -> order.add("other"));
              },
              (longer, results, other) -> results));
      assertThat(order).containsExactly("element 0", "other", "element 1");
    }
  }

  private int noted(int element) throws InterruptedException {
    order.add("element " + element);
    return slept(element, 10);
  }

  private void comesAfterTheOther(int element) {
    if (element == 1) {
      Unchecked.get(() -> slept(element, 5));
      assertThat(two.waiting()).isOne();
    }
  }

  @Test
  void aThreadTakesNothingMoreWhenAnotherHasFailed() {
    Limit three = atMost(3);
    for (Gatherer<Integer, ?, Integer> stage : stages(three, this::failsOrEndsLate)) {
      begun.clear();
      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> three.call(() -> slept(0, 100)),
                      () -> {
                        sleep(ofMillis(1));
                        return Stream.of(0, 1, 2).gather(stage).toList();
                      },
                      (other, results) -> results)))
          .isSameAs(failure);
      assertThat(begun).containsExactlyInAnyOrder(0, 1);
    }
    assertNothingIsLeft();
  }

  private int failsOrEndsLate(int element) throws Exception {
    begun.add(element);
    if (element == 1) {
      slept(element, 5);
      throw failure;
    }
    try {
      return slept(element, 50);
    } catch (InterruptedException told) {
      return element;
    }
  }

  /** Of the first element: after that, a thread that comes for nothing may hold it for a moment. */
  @Test
  void aPermitIsFreeWhenItsResultGoesOn() {
    Limit one = atMost(1);
    for (Gatherer<Integer, ?, Integer> stage : stages(one, i -> i)) {
      for (int round = 0; round < 100; round++) {
        assertThat(source().gather(stage).map(_ -> one.inUse()).findFirst()).hasValue(0);
      }
    }
  }

  @Test
  void whoeverGetsAResultCanTakeItsPermit() {
    Limit one = atMost(1);
    for (Gatherer<Integer, ?, Integer> stage : stages(one, i -> i)) {
      Stream<Integer> results = source().gather(stage);
      assertThat(results.map(i -> Unchecked.get(() -> one.call(() -> i))).limit(100)).hasSize(100);
    }
  }

  @Test
  void whatWasReadBeginsWhileTheSourceGivesNothing() throws Exception {
    for (Gatherer<Integer, ?, Integer> stage :
        stages(
            limit,
            i -> {
              begun.add(i);
              return slept(i, 10);
            })) {
      begun.clear();
      time.run(() ->
          Stream.of(0, 1, 2)
              .peek(i -> {
                if (i == 2) {
                  Unchecked.get(() -> slept(i, 5));
                  assertThat(begun).containsExactlyInAnyOrder(0, 1);
                }
              })
              .gather(stage)
              .toList());
    }
  }

  @Test
  void anEndlessStreamOfTrivialElementsLosesNone() {
    for (Gatherer<Integer, ?, Integer> stage : stages(atMost(8), i -> i)) {
      pulled.set(0);
      assertThat(source().gather(stage).limit(50_000).mapToLong(i -> i).sum())
          .isGreaterThanOrEqualTo(50_000L * 49_999 / 2);
    }
  }
}
