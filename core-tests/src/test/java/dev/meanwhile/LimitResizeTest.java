package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit that is resized, paused and resumed while it is in use. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitResizeTest extends LimitFixture {
  private static Task<String, RuntimeException> doing(Runnable change) {
    return () -> {
      change.run();
      return "done";
    };
  }

  /** How many were in flight in the middle of each 10 ms, while {@code work} went on. */
  private List<Integer> inFlightDuring(
      int periods, Task<?, RuntimeException> work, Task<?, ?> change) throws Exception {
    var counts = new ArrayList<Integer>();
    time.run(() ->
        scope(s -> {
          s.start(work);
          s.start(change);
          sleep(ofMillis(5));
          for (int i = 0; i < periods; i++) {
            counts.add(inFlight.now());
            sleep(ofMillis(10));
          }
          return null;
        }));
    return counts;
  }

  @Nested
  class Larger {
    @Test
    void startsThoseWhoWaitAtOnce() throws Exception {
      var limit = atMost(1);

      time.run(() ->
          scope(s -> {
            for (int i = 0; i < 5; i++) {
              limit.start(s, () -> inFlight.during(() -> after(100, "a")));
            }
            sleep(ofMillis(10));
            limit.resize(4);
            sleep(ofMillis(1));
            assertThat(inFlight.now()).isEqualTo(4);
            assertThat(limit.capacity()).isEqualTo(4);
            assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(4, 1);
            return null;
          }));

      assertThat(time.elapsed()).isEqualTo(ofMillis(200));
      assertUnused(limit);
    }

    @Test
    void servesAHeavyClaimFirstAndThoseBehindItToo() throws Exception {
      var limit = atMost(2);

      time.run(() ->
          all(
              () -> limit.call(trail.step("holder", 100)),
              at(1, () -> limit.claim(2).call(trail.step("heavy", 100))),
              at(2, () -> limit.call(trail.step("light", 100))),
              at(10, doing(() -> limit.resize(4))),
              List::of));

      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void servesManyClaimsOfSeveralLimits() throws Exception {
      var limit = atMost(1);
      var other = atMost(20_000);

      time.run(() ->
          scope(s -> {
            limit.pause();
            for (int i = 0; i < 10_000; i++) {
              limit.claim().and(other).start(s, () -> 1);
            }
            limit.resize(20_000);
            limit.resume();
            return null;
          }));

      assertUnused(limit, other);
    }
  }

  @Nested
  class Smaller {
    @Test
    void letsThoseThatRunGoOnAndStartsNoneUntilEnoughHaveEnded() throws Exception {
      var limit = atMost(3);
      var starts = new ArrayList<Long>();

      time.run(() ->
          scope(s -> {
            for (int i = 1; i <= 6; i++) {
              int millis = i * 10;
              limit.start(
                  s,
                  () -> {
                    synchronized (starts) {
                      starts.add(time.elapsed().toMillis());
                    }
                    return after(millis, "a");
                  });
            }
            limit.resize(1);
            assertThat(List.of(limit.inUse(), limit.capacity())).containsExactly(3, 1);
            return null;
          }));

      assertThat(starts).containsExactly(0L, 0L, 0L, 30L, 70L, 120L);
      assertUnused(limit);
    }

    @Test
    void givesAClaimThatHasBecomeTooLargeAllOfIt() throws Exception {
      var limit = atMost(4);
      var three = limit.claim(3);

      time.run(() ->
          all(
              () -> limit.claim(2).call(trail.step("holder", 50)),
              at(1, () -> three.call(trail.step("three", 10))),
              at(2, () -> limit.call(trail.step("behind", 10))),
              at(10, doing(() -> limit.resize(2))),
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "three", "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(70));
      assertThat(time.run(() -> three.call(limit::inUse))).isEqualTo(3);
      assertUnused(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void thanOneIsRefused(int n) {
      var limit = atMost(3);

      assertThatThrownBy(() -> limit.resize(n))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a limit of " + n)
          .hasMessageContaining("allowed: 1 to 2147483647");
      assertThat(limit.capacity()).isEqualTo(3);
    }
  }

  @Nested
  class DuringAMap {
    @Test
    void itShrinksAndGrows() throws Exception {
      var limit = atMost(8);

      var counts =
          inFlightDuring(
              9,
              () -> map(items(38), limit, taking(10)),
              () -> {
                sleep(ofMillis(18));
                limit.resize(3);
                sleep(ofMillis(30));
                limit.resize(6);
                return null;
              });

      assertThat(counts).containsExactly(8, 8, 3, 3, 3, 6, 6, 1, 0);
      assertThat(inFlight.most()).isEqualTo(8);
      assertThat(inFlight.finished()).isEqualTo(38);
      assertUnused(limit);
    }

    @Test
    void itGrowsWhileAnotherOneWaits() throws Exception {
      var limit = atMost(1);

      time.run(() ->
          all(
              () -> map(items(20), limit, taking(10)),
              at(1, () -> map(items(20), limit, taking(10))),
              at(35, doing(() -> limit.resize(10))),
              List::of));

      assertThat(inFlight.most()).isEqualTo(10);
      assertThat(inFlight.finished()).isEqualTo(40);
      assertUnused(limit);
    }

    @Test
    void itShrinksWhereNobodyMayWait() throws Exception {
      var limit = atMost(4).maxWaiting(0);

      var counts =
          inFlightDuring(
              6,
              () -> {
                mapEach(items(12), limit, taking(10), _ -> {});
                return null;
              },
              at(8, doing(() -> limit.resize(2))));

      assertThat(counts).containsExactly(4, 2, 2, 2, 2, 0);
      assertUnused(limit);
    }
  }

  @Nested
  class Paused {
    private final Limit limit = atMost(2);

    @Test
    void itStartsNothingAndWhatRunsGoesOn() throws Exception {
      time.run(() ->
          scope(s -> {
            limit.start(s, trail.step("before", 20));
            sleep(ofMillis(5));
            limit.pause();
            limit.start(s, trail.step("started", 10));
            s.start(() -> limit.call(trail.step("called", 10)));
            sleep(ofMillis(100));
            assertThat(trail.steps()).containsExactly("before");
            assertThat(limit.snapshot().paused()).isTrue();
            assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(0, 2);
            limit.resume();
            sleep(ofMillis(1));
            assertThat(trail.steps()).containsExactlyInAnyOrder("before", "started", "called");
            return null;
          }));

      assertThat(limit.snapshot().paused()).isFalse();
      assertThat(time.elapsed()).isEqualTo(ofMillis(115));
      assertUnused(limit);
    }

    @Test
    void itStaysSoWhenItIsResized() throws Exception {
      time.run(() ->
          scope(s -> {
            limit.pause();
            limit.start(s, trail.step("started", 10));
            limit.resize(5);
            sleep(ofMillis(50));
            assertThat(trail.steps()).isEmpty();
            limit.resume();
            return null;
          }));

      assertThat(time.elapsed()).isEqualTo(ofMillis(60));
    }

    @Test
    void aMapThatRunsStopsAtTheNextElementAndGoesOn() throws Exception {
      var counts =
          inFlightDuring(
              8,
              () -> map(items(10), limit, taking(10)),
              () -> {
                sleep(ofMillis(18));
                limit.pause();
                sleep(ofMillis(20));
                limit.resume();
                return null;
              });

      assertThat(counts.subList(0, 4)).containsExactly(2, 2, 0, 0);
      assertThat(counts.get(5)).isEqualTo(2);
      assertThat(inFlight.finished()).isEqualTo(10);
      assertThat(time.elapsed()).isEqualTo(ofMillis(85));
      assertUnused(limit);
    }

    @Test
    void whoWaitsMayLeave() throws Exception {
      limit.pause();
      assertThatThrownBy(() ->
              time.run(
                  () -> Meanwhile.within(ofMillis(10), () -> limit.call(trail.step("never", 1)))))
          .isInstanceOf(DeadlineExceeded.class);
      limit.resume();

      assertUnused(limit);
      assertThat(trail.steps()).isEmpty();
    }

    @Test
    void twiceIsResumedAtOnce() throws Exception {
      limit.pause();
      limit.pause();
      limit.resume();

      assertThat(limit.call(() -> "through")).isEqualTo("through");
    }
  }
}
