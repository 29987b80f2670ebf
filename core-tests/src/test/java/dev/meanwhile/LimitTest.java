package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permits of a limit: how many, and who gets them. */
@ExtendWith(LeakGuard.class)
class LimitTest extends LimitFixture {
  @Nested
  class BadInput {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void isRefusedWithTheValueAndTheAllowedRange(int n) {
      assertThatThrownBy(() -> Limit.atMost(n))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(" " + n + " ")
          .hasMessageContaining("allowed: 1 to 2147483647");
    }

    @Test
    void aLimitTellsItsCapacityAndItsName() {
      assertThat(atMost(7).capacity()).isEqualTo(7);
      assertThat(atMost(7)).hasToString("limit of 7");
      assertUnused(atMost(Integer.MAX_VALUE));
    }
  }

  @Nested
  class NeverMoreThanAllowed {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void areInFlight(int n) throws Exception {
      time.run(() -> map(items(100), atMost(n), taking(3)));

      assertThat(inFlight.most()).isEqualTo(n);
      assertThat(inFlight.finished()).isEqualTo(100);
    }

    @Test
    void areInFlightOnRealThreads() throws Exception {
      map(items(5_000), atMost(5), i -> inFlight.during(() -> i));

      assertThat(inFlight.most()).isLessThanOrEqualTo(5);
    }

    @Test
    void areInFlightInSeveralMapsTogether() throws Exception {
      var shared = atMost(4);

      time.run(() ->
          all(
              () -> map(items(40), shared, taking(10)),
              () -> mapSettled(items(40), shared, taking(10)),
              () -> {
                mapEach(items(40), shared, taking(10), _ -> {});
                return null;
              },
              (a, b, c) -> null));

      assertThat(inFlight.most()).isEqualTo(4);
      assertThat(inFlight.finished()).isEqualTo(120);
      assertThat(time.elapsed()).isEqualTo(ofMillis(300));
      assertUnused(shared);
    }

    @Test
    void areInFlightInSeveralRunsTogether() throws Exception {
      var shared = atMost(3);
      var runs = new ArrayList<Thread>();
      for (int i = 0; i < 4; i++) {
        runs.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    time.run(() -> map(items(30), shared, taking(1)));
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }));
      }
      for (Thread run : runs) {
        run.join();
      }

      assertThat(inFlight.finished()).isEqualTo(120);
      assertThat(inFlight.most()).isLessThanOrEqualTo(3);
      assertUnused(shared);
    }
  }

  @Nested
  class FirstComeFirstServed {
    private final Limit shared = atMost(4);
    private final List<String> starts = Collections.synchronizedList(new ArrayList<>());

    private Task<Duration, RuntimeException> mapOf(String name, int count) {
      return () -> {
        map(
            items(count),
            shared,
            i -> {
              starts.add(name);
              sleep(ofMillis(10));
              return i;
            });
        return time.elapsed();
      };
    }

    @Test
    void ofTwoMapsNeitherStarves() throws Exception {
      var ends = time.run(() -> all(mapOf("a", 40), mapOf("b", 40), List::of));

      assertThat(time.elapsed()).isEqualTo(ofMillis(200));
      assertThat(ends).allMatch(end -> end.compareTo(ofMillis(130)) >= 0);
      for (int from = 4; from + 8 <= 50; from++) {
        assertThat(starts.subList(from, from + 8)).contains("a", "b");
      }
    }

    @Test
    void aShortMapDoesNotWaitForTheEndOfALongOne() throws Exception {
      var ends =
          time.run(() ->
              all(
                  mapOf("long", 1_000),
                  () -> {
                    sleep(ofMillis(5));
                    return mapOf("short", 10).run();
                  },
                  List::of));

      assertThat(ends.getFirst()).isEqualTo(ofMillis(2_530));
      assertThat(ends.getLast()).isLessThan(ofMillis(120));
    }

    @Test
    void threeMapsOnOnePermitTakeTurns() throws Exception {
      var single = atMost(1);
      Task<Integer, RuntimeException> a = () -> map(items(20), single, noting("a")).size();
      Task<Integer, RuntimeException> b = () -> map(items(20), single, noting("b")).size();
      Task<Integer, RuntimeException> c = () -> map(items(20), single, noting("c")).size();

      time.run(() -> all(List.of(a, b, c)));

      for (int from = 3; from + 5 <= 57; from++) {
        assertThat(starts.subList(from, from + 5)).contains("a", "b", "c");
      }
      assertThat(time.elapsed()).isEqualTo(ofMillis(600));
    }

    private Mapper<Integer, Integer, RuntimeException> noting(String name) {
      return i -> {
        starts.add(name);
        sleep(ofMillis(10));
        return i;
      };
    }
  }

  @Nested
  class APermitThatIsNotNeeded {
    @Test
    void isNotWaitedFor() throws Exception {
      var shared = atMost(2);

      var end =
          time.run(() ->
              all(
                  () -> map(items(1), shared, taking(1_000)),
                  () -> {
                    sleep(ofMillis(1));
                    map(items(3), shared, taking(10));
                    assertThat(shared.waiting()).isZero();
                    return time.elapsed();
                  },
                  (a, b) -> b));

      assertThat(end).isEqualTo(ofMillis(31));
      assertUnused(shared);
    }

    @Test
    void isNotWaitedForToLearnThatNothingIsLeft() throws Exception {
      var shared = atMost(1);

      var ends =
          time.run(() ->
              all(
                  () -> {
                    map(items(1), shared, taking(10));
                    return time.elapsed();
                  },
                  () -> {
                    sleep(ofMillis(5));
                    map(items(1), shared, taking(1_000));
                    return time.elapsed();
                  },
                  List::of));

      assertThat(ends).containsExactly(ofMillis(10), ofMillis(1_010));
    }

    @Test
    void startsNoThread() throws Exception {
      var shared = atMost(2);
      var threads = ConcurrentHashMap.<Thread>newKeySet();
      ContextCarrier noting =
          () ->
              new ContextCarrier.Captured() {
                @Override
                public <T, X extends Exception> T call(Task<T, X> task)
                    throws X, InterruptedException {
                  threads.add(Thread.currentThread());
                  return task.run();
                }
              };

      time.run(() ->
          all(
              () -> map(items(1), shared, taking(1_000)),
              () -> {
                sleep(ofMillis(1));
                try (var installed = noting.install()) {
                  assertThat(installed).isNotNull();
                  return map(items(3), shared, taking(10));
                }
              },
              List::of));

      assertThat(threads).hasSize(1);
    }

    @Test
    void isLeftToOthers() throws Exception {
      var shared = atMost(8);

      time.run(() ->
          all(
              () -> map(items(3), shared, taking(10)),
              () -> {
                sleep(ofMillis(5));
                assertThat(List.of(shared.inUse(), shared.waiting())).containsExactly(3, 0);
                return map(items(5), shared, taking(10));
              },
              (a, b) -> b));

      assertThat(time.elapsed()).isEqualTo(ofMillis(15));
    }
  }
}
