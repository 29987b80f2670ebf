package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapIndexed;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.mapSettledIndexed;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What map gives back, and from which sources. */
@ExtendWith(LeakGuard.class)
class MapTest {
  private final VirtualTime time = VirtualTime.create();

  private static int after(int millis) throws InterruptedException {
    sleep(ofMillis(millis));
    return millis;
  }

  @Nested
  class Order {
    @Test
    void resultsAreInTheOrderOfTheSourceWhateverTheFinishOrder() throws Exception {
      var durations = List.of(50, 10, 40, 20, 30);

      assertThat(time.run(() -> map(durations, atMost(5), MapTest::after))).isEqualTo(durations);
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void resultsAreInOrderAtEveryLimit(int limit) throws Exception {
      var items = IntStream.range(0, 60).boxed().toList();

      var results = time.run(() -> map(items, atMost(limit), i -> after((i * 7) % 11) - after(0)));

      assertThat(results).isEqualTo(items.stream().map(i -> (i * 7) % 11).toList());
    }

    @Test
    void anIndexedMapperIsGivenThePlaceOfItsElement() throws Exception {
      List<String> fromList = mapIndexed(List.of("a", "b", "c"), atMost(2), (i, s) -> i + s);
      List<String> fromIterator =
          mapIndexed(List.of("a", "b").iterator(), atMost(2), (i, s) -> i + s);
      List<String> fromStream = mapIndexed(Stream.of("a", "b"), atMost(2), (i, s) -> i + s);

      assertThat(fromList).containsExactly("0a", "1b", "2c");
      assertThat(fromIterator).containsExactly("0a", "1b");
      assertThat(fromStream).containsExactly("0a", "1b");
    }

    @Test
    void anIndexedSettledMapperIsGivenThePlaceOfItsElement() throws Exception {
      var expected = List.of(new Outcome.Success<>("0a"), new Outcome.Success<>("1b"));

      assertThat(mapSettledIndexed(List.of("a", "b"), atMost(2), (i, s) -> i + s))
          .isEqualTo(expected);
      assertThat(mapSettledIndexed(List.of("a", "b").iterator(), atMost(2), (i, s) -> i + s))
          .isEqualTo(expected);
      assertThat(mapSettledIndexed(Stream.of("a", "b"), atMost(2), (i, s) -> i + s))
          .isEqualTo(expected);
    }
  }

  @Nested
  class Time {
    @Test
    void fiveHundredItemsOfTenMillisAtLimitEightTakeExactly630Millis() throws Exception {
      var results =
          time.run(() -> map(IntStream.range(0, 500).boxed(), atMost(8), i -> after(10) + i));

      assertThat(results).hasSize(500).startsWith(10, 11).endsWith(508, 509);
      assertThat(time.elapsed()).isEqualTo(ofMillis(630));
    }

    @Test
    void fewerItemsThanPermitsTakeAsLongAsTheSlowest() throws Exception {
      time.run(() -> map(List.of(30, 10, 20), atMost(1_000), MapTest::after));

      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }

    @Test
    void aFreedPlaceIsTakenAtOnce() throws Exception {
      time.run(() -> map(List.of(100, 10, 20, 30, 40), atMost(2), MapTest::after));

      assertThat(time.elapsed()).isEqualTo(ofMillis(100));
    }

    @Test
    void aMapInAMapTakesItsOwnLimit() throws Exception {
      var inner = atMost(2);

      time.run(() ->
          map(
              List.of(1, 2, 3),
              atMost(3),
              i -> map(List.of(10, 10), inner, MapTest::after).size()));

      assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    }
  }

  @Nested
  class EmptyAndNull {
    @Test
    void nothingGivesAnEmptyList() throws Exception {
      assertThat(map(List.<Integer>of(), atMost(3), i -> i)).isEmpty();
      assertThat(map(List.<Integer>of().iterator(), atMost(3), i -> i)).isEmpty();
      assertThat(map(Stream.<Integer>of(), atMost(3), i -> i)).isEmpty();
      assertThat(mapSettled(List.<Integer>of(), atMost(3), i -> i)).isEmpty();
      assertThat(mapSettled(List.<Integer>of().iterator(), atMost(3), i -> i)).isEmpty();
      assertThat(mapSettled(Stream.<Integer>of(), atMost(3), i -> i)).isEmpty();
    }

    @Test
    void nullElementsAndNullResultsAreValues() throws Exception {
      var withNulls = Arrays.asList("a", null, "b", null);

      assertThat(map(withNulls, atMost(2), s -> s == null ? "was null" : null))
          .containsExactly(null, "was null", null, "was null");
      assertThat(mapSettled(withNulls, atMost(2), s -> s).get(1))
          .isEqualTo(new Outcome.Success<>(null));
    }

    @Test
    void aNullAtTheEndIsKept() throws Exception {
      assertThat(map(Arrays.asList(1, 2, null).iterator(), atMost(2), i -> i))
          .containsExactly(1, 2, null);
    }

    @Test
    void theResultListCannotBeChanged() throws Exception {
      var results = map(List.of(1, 2), atMost(2), i -> i);

      assertThatThrownBy(() -> results.set(0, 9)).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> results.add(9)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Sources {
    @Test
    void anIteratorIsMappedFromWhereItStands() throws Exception {
      Iterator<Integer> rest = List.of(1, 2, 3).iterator();
      rest.next();

      assertThat(map(rest, atMost(2), i -> i)).containsExactly(2, 3);
    }

    @Test
    void aParallelStreamIsPulledInOrderByOneThreadAtATime() throws Exception {
      var pulling = new InFlight();
      var items =
          IntStream.range(0, 500)
              .boxed()
              .parallel()
              .peek(i -> {
                try {
                  pulling.during(() -> i);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });

      assertThat(map(items, atMost(4), i -> i)).isEqualTo(IntStream.range(0, 500).boxed().toList());
      assertThat(pulling.most()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 50, -1, Integer.MAX_VALUE})
    void aCollectionMayLieAboutItsSize(int claimed) {
      var lying = claiming(claimed, List.of(1, 2, 3, 4, 5));

      assertThatCode(() -> assertThat(map(lying, atMost(2), i -> i)).containsExactly(1, 2, 3, 4, 5))
          .doesNotThrowAnyException();
    }

    private static <A> Collection<A> claiming(int size, Collection<A> elements) {
      return new AbstractCollection<>() {
        @Override
        public Iterator<A> iterator() {
          return elements.iterator();
        }

        @Override
        public int size() {
          return size;
        }
      };
    }
  }

  @Nested
  class Threads {
    @Test
    void everyElementRunsOnAVirtualThreadNamedAfterTheVerb() throws Exception {
      Set<String> names = ConcurrentHashMap.newKeySet();

      time.run(() ->
          map(
              IntStream.range(0, 20).boxed(),
              atMost(3),
              i -> {
                assertThat(Thread.currentThread().isVirtual()).isTrue();
                return names.add(Thread.currentThread().getName()) ? after(10) : after(10);
              }));

      assertThat(names).containsExactlyInAnyOrder("test/map#0", "test/map#1", "test/map#2");
    }

    @Test
    void theNamesOfWhatIsAboveLeadTheNameOfTheThread() throws Exception {
      var names =
          scope(
              "shop",
              s ->
                  s.start(
                          named(
                              "orders",
                              () ->
                                  map(
                                      List.of(1),
                                      atMost(1),
                                      i -> Thread.currentThread().getName())))
                      .get());

      assertThat(names).containsExactly("shop/orders/map#0");
    }

    @Test
    void thereAreNeverMoreThreadsThanElements() throws Exception {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();

      time.run(() -> map(List.of(1, 2), atMost(100), i -> threads.add(Thread.currentThread())));

      assertThat(threads).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatHappenedBeforeIsSeenByTheMapperAndWhatItDidIsSeenAfter() throws Exception {
      var plain = new int[1_000];
      Arrays.setAll(plain, i -> i);

      map(
          IntStream.range(0, plain.length).boxed(),
          atMost(8),
          i -> {
            plain[i] += 1;
            return null;
          });

      assertThat(plain).isEqualTo(IntStream.rangeClosed(1, plain.length).toArray());
    }
  }
}
