package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A map under a limit that others use and change. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitedMapTest extends LimitFixture {

  @Nested
  class OfAMap {
    @Test
    void isRejectedWhenItHasNoWorkerAtAll() throws Exception {
      var limit = atMost(1).maxWaiting(0);

      var said =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(trail.step("holder", 10)),
                      rejected(1, () -> map(items(3), limit, taking(1))),
                      rejected(2, () -> mapSettled(items(3), limit, taking(1))),
                      rejected(
                          3,
                          () -> {
                            mapEach(items(3), limit, taking(1), _ -> {});
                            return null;
                          }))));

      assertThat(said.subList(1, 4)).allMatch(why -> why.contains("takes no more"));
      assertThat(inFlight.finished()).isZero();
      assertUnused(limit);
    }

    @Test
    void isRejectedWhenItsFirstWorkerHasWaitedForTooLong() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(5));

      var said =
          time.run(() ->
              all(
                  () -> limit.call(trail.step("holder", 10)),
                  rejected(1, () -> map(items(3), limit, taking(1))),
                  List::of));

      assertThat(said.getLast()).contains("was waited for too long").endsWith("at 6");
      assertThat(inFlight.finished()).isZero();
    }

    @Test
    void goesOnWithTheWorkersThatItHasAndGrowsWhenItCan() throws Exception {
      var limit = atMost(2).maxWaiting(0);

      time.run(() ->
          all(
              () -> limit.call(trail.step("holder", 35)),
              at(1, () -> map(items(9), limit, taking(10))),
              List::of));

      assertThat(inFlight.finished()).isEqualTo(9);
      assertThat(inFlight.most()).isEqualTo(2);
      assertThat(time.elapsed()).isEqualTo(ofMillis(71));
      assertUnused(limit);
    }

    @Test
    void isNotTurnedAwayBecauseItGaveWay() throws Exception {
      var limit = atMost(2).maxWaiting(1);

      time.run(() ->
          all(
              () -> map(items(8), limit, taking(10)),
              at(5, () -> limit.claim(2).call(trail.step("the only one that may wait", 100))),
              List::of));

      assertThat(inFlight.finished()).isEqualTo(8);
      assertThat(time.elapsed()).isEqualTo(ofMillis(140));
      assertUnused(limit);
    }

    @Test
    void isNotTurnedAwayForTheTimeThatItGaveToOthers() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(20));

      time.run(() ->
          all(
              () -> map(items(3), limit, taking(10)),
              at(5, () -> limit.call(trail.step("a long one", 1_000))),
              List::of));

      assertThat(inFlight.finished()).isEqualTo(3);
      assertThat(time.elapsed()).isEqualTo(ofMillis(1_030));
    }

    @Test
    void givesWayAlsoWhereItsOwnNextWorkerStandsInFront() throws Exception {
      var limit = atMost(2);

      var moments =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(() -> after(1_000, 0L)),
                      at(1, () -> (long) map(items(10), limit, taking(10)).size()),
                      at(5, () -> limit.call(() -> time.elapsed().toMillis())))));

      assertThat(moments.getLast()).isEqualTo(11L);
    }

    @Test
    void doesNotGiveWayToALowerPriority() throws Exception {
      var limit = atMost(1);
      var threads = ConcurrentHashMap.<Thread>newKeySet();

      time.run(() ->
          all(
              () -> map(items(5), limit, i -> after(10, threads.add(Thread.currentThread()))),
              at(1, () -> limit.claim().priority(-1).call(trail.step("low", 1))),
              List::of));

      assertThat(threads).hasSize(1);
      assertThat(time.elapsed()).isEqualTo(ofMillis(51));
    }
  }
}
