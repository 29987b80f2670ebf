package dev.meanwhile.stream;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.stream.Streams.batching;
import static dev.meanwhile.stream.Streams.mapping;
import static dev.meanwhile.stream.Streams.mappingPerKey;
import static dev.meanwhile.stream.Streams.throttling;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.DeadlineExceeded;
import dev.meanwhile.Limit;
import dev.meanwhile.resilience.RateLimit;
import dev.meanwhile.testing.InterruptAtEveryStep;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The other stages, and the terminal operation. */
@ExtendWith(LeakGuard.class)
class StagesTest {
  private final VirtualTime time = VirtualTime.create();
  private final IOException failure = new IOException("down");

  private static <A> A slept(A element, int millis) {
    return Unchecked.get(() -> {
      sleep(ofMillis(millis));
      return element;
    });
  }

  @Nested
  class PerKey {
    private final Limit limit = atMost(3);

    private String work(String element, int millis) throws InterruptedException {
      sleep(ofMillis(millis));
      return element;
    }

    private static String key(String element) {
      return element.substring(0, 1);
    }

    @Test
    void elementsOfOneKeyRunOneAfterTheOtherInTheirOrder() throws Exception {
      Map<Integer, AtomicBoolean> busy = new ConcurrentHashMap<>();
      var seen = new HashMap<Integer, List<Integer>>();

      time.run(() ->
          IntStream.range(0, 300)
              .boxed()
              .gather(
                  mappingPerKey(
                      atMost(5),
                      20,
                      i -> i % 7,
                      i -> {
                        var own = busy.computeIfAbsent(i % 7, _ -> new AtomicBoolean());
                        assertThat(own.compareAndSet(false, true)).isTrue();
                        sleep(ofMillis(i * 31 % 5));
                        own.set(false);
                        return i;
                      }))
              .peek(i -> seen.computeIfAbsent(i % 7, _ -> new ArrayList<>()).add(i))
              .toList());

      assertThat(seen).hasSize(7);
      seen.forEach((key, elements) -> assertThat(elements).isSorted().hasSize(key < 6 ? 43 : 42));
    }

    @Test
    void elementsOfOtherKeysAreNotHeldUp() throws Exception {
      List<String> results =
          time.run(() ->
              Stream.of("a1", "a2", "a3", "b1", "c1", "b2")
                  .gather(mappingPerKey(limit, 10, e -> key(e), e -> work(e, 10)))
                  .toList());

      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
      assertThat(results.subList(0, 3)).containsExactlyInAnyOrder("a1", "b1", "c1");
      assertThat(results).endsWith("a3");
    }

    @Test
    void theStreamNeverStandsStillHoweverFewMayWait() throws Exception {
      for (int waiting : new int[] {0, 1, 5}) {
        assertThat(
                time.run(() ->
                    IntStream.range(0, 50)
                        .boxed()
                        .gather(mappingPerKey(atMost(2), waiting, i -> i / 20, i -> slept(i, 1)))
                        .toList()))
            .hasSize(50);
      }
    }

    @Test
    void aHotKeyLetsOthersHaveTheOnlyPermitInTurn() throws Exception {
      List<String> results =
          time.run(() ->
              Stream.of("a1", "a2", "a3", "a4", "b1")
                  .gather(mappingPerKey(atMost(1), 10, e -> key(e), e -> work(e, 10)))
                  .toList());
      assertThat(results.indexOf("b1")).isLessThan(4);
    }

    @Test
    void onlySoManyAreReadAhead() throws Exception {
      var pulled = new AtomicInteger();
      time.run(() ->
          Stream.generate(pulled::incrementAndGet)
              .gather(mappingPerKey(limit, 4, _ -> "hot", i -> slept(i, 10)))
              .limit(1)
              .toList());
      assertThat(pulled.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void aFailureEndsAll() {
      assertThatThrownBy(() ->
              time.run(() ->
                  Stream.of("a1", "a2", "b1")
                      .gather(
                          mappingPerKey(
                              limit,
                              10,
                              e -> key(e),
                              e -> {
                                work(e, 10);
                                if (e.equals("a1")) {
                                  throw failure;
                                }
                                return work(e, 1000);
                              }))
                      .toList()))
          .isSameAs(failure);
      assertThat(time.elapsed()).isEqualTo(ofMillis(10));
      assertThat(List.of(limit.inUse(), limit.waiting())).containsOnly(0);
    }

    @Test
    void interruptsAtEveryStepEndIt() {
      var steps =
          InterruptAtEveryStep.ofCaller(() ->
              Stream.of("a1", "a2", "b1", "c1", "a3")
                  .gather(mappingPerKey(limit, 10, e -> key(e), e -> work(e, 2)))
                  .toList()
                  .size());
      assertThat(steps)
          .allSatisfy(step -> {
            if (step.failure() != null) {
              assertThat(step.failure()).isInstanceOf(InterruptedException.class);
            }
          });
      assertThat(List.of(limit.inUse(), limit.waiting())).containsOnly(0);
    }

    @Test
    void whatIsNoNumberOrNoKeyFails() {
      assertThatThrownBy(() -> mappingPerKey(limit, -1, e -> e, e -> e))
          .hasMessage("-1 elements waiting for their key; allowed: 0 to 2147483647");
      assertThatThrownBy(
              () -> Stream.of("a").gather(mappingPerKey(limit, 1, _ -> null, e -> e)).toList())
          .isInstanceOf(NullPointerException.class)
          .hasMessage("the key of an element");
    }
  }

  @Nested
  class Batches {
    @Test
    void haveTheirSizeAndTheRestComesLast() {
      assertThat(IntStream.range(0, 7).boxed().gather(batching(3, ofSeconds(9))).toList())
          .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
      assertThat(Stream.of().gather(batching(3, ofSeconds(9))).toList()).isEmpty();
    }

    @Test
    void goOnWhenTheirTimeHasPassedAndTheNextElementComes() throws Exception {
      assertThat(
              time.run(() ->
                  Stream.of(0, 3, 3, 20, 3)
                      .map(millis -> slept(millis, millis))
                      .gather(batching(100, ofMillis(10)))
                      .toList()))
          .containsExactly(List.of(0, 3, 3), List.of(20, 3));
    }

    @Test
    void ofNoDelayAreOfOneElement() {
      assertThat(Stream.of(1, 2).gather(batching(9, ofMillis(0))).toList())
          .containsExactly(List.of(1), List.of(2));
    }

    @Test
    void mayHoldNullsAndCannotBeChanged() {
      var batch = Stream.of(1, null).gather(batching(2, ofSeconds(1))).toList().getFirst();
      assertThat(batch).containsExactly(1, null);
      assertThatThrownBy(() -> batch.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void endWithTheStream() {
      var pulled = new AtomicInteger();
      assertThat(
              Stream.generate(pulled::incrementAndGet)
                  .gather(batching(2, ofSeconds(9)))
                  .findFirst())
          .contains(List.of(1, 2));
      assertThat(pulled).hasValue(2);
    }

    @Test
    void checkTheirNumbers() {
      assertThatThrownBy(() -> batching(0, ofMillis(1)))
          .hasMessage("batches of 0; allowed: 1 to 2147483647");
      assertThatThrownBy(() -> batching(1, ofMillis(-1)))
          .hasMessage("the delay of a batch is -1 ms; allowed: 0 s or more");
    }
  }

  @Nested
  class Throttling {
    @Test
    void letsElementsPassAsTheRateAllows() throws Exception {
      var at = new ArrayList<Long>();
      time.run(() ->
          Stream.of(1, 2, 3, 4)
              .gather(throttling(RateLimit.smooth(10, ofSeconds(1))))
              .peek(_ -> at.add(time.elapsed().toMillis()))
              .toList());
      assertThat(at).containsExactly(0L, 100L, 200L, 300L);
    }

    @Test
    void doesNotBeginAWaitThatEndsAfterTheDeadline() {
      assertThatThrownBy(() ->
              time.run(() ->
                  within(
                      ofMillis(150),
                      () ->
                          Stream.of(1, 2, 3)
                              .gather(throttling(RateLimit.smooth(10, ofSeconds(1))))
                              .toList())))
          .isInstanceOf(DeadlineExceeded.class);
      assertThat(time.elapsed()).isEqualTo(ofMillis(100));
    }

    @Test
    void endsWithAnInterrupt() {
      var steps =
          InterruptAtEveryStep.ofCaller(() ->
              Stream.of(1, 2, 3).gather(throttling(RateLimit.smooth(10, ofSeconds(1)))).toList());
      assertThat(steps)
          .hasSize(2)
          .allSatisfy(step -> assertThat(step.failure()).isInstanceOf(InterruptedException.class));
    }
  }

  @Nested
  class ForEach {
    @Test
    void handsOverInOrderAndClosesTheStream() throws Exception {
      var closed = new AtomicInteger();
      var got = new ArrayList<Integer>();

      Streams.forEach(Stream.of(1, 2, 3).onClose(closed::incrementAndGet), got::add);

      assertThat(got).containsExactly(1, 2, 3);
      assertThat(closed).hasValue(1);
    }

    @Test
    void keepsTheCheckedExceptionsOfTheSinkAndThoseThatAreNamed() throws Exception {
      var closed = new AtomicInteger();
      try {
        Streams.forEach(
            Stream.of(1).onClose(closed::incrementAndGet),
            _ -> {
              throw failure;
            });
      } catch (IOException expected) {
        assertThat(expected).isSameAs(failure);
      }
      try {
        Streams.<Integer, IOException>forEach(
            Stream.of(1).gather(mapping(atMost(1), _ -> fail())), _ -> {});
      } catch (IOException expected) {
        assertThat(expected).isSameAs(failure);
      }
      assertThat(closed).hasValue(1);
    }

    private int fail() throws IOException {
      throw failure;
    }

    @Test
    void endsWhatIsInFlightAlsoIfTheSourceFails() {
      var ended = new AtomicInteger();
      var broken = new IllegalStateException("source");

      assertThatThrownBy(() ->
              Streams.forEach(
                  IntStream.range(0, 3)
                      .boxed()
                      .map(i -> i == 2 ? broken(broken) : i)
                      .gather(
                          mapping(
                              atMost(3),
                              i -> {
                                try {
                                  sleep(ofSeconds(1000));
                                } finally {
                                  ended.incrementAndGet();
                                }
                                return i;
                              })),
                  _ -> {}))
          .isSameAs(broken);
      assertThat(ended.get()).isLessThanOrEqualTo(2);
    }

    private static int broken(RuntimeException failure) {
      throw failure;
    }
  }
}
