package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everyone who waits is told, and nobody else. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitClearTest extends LimitFixture {

  @Nested
  class Cleared {
    private final Limit limit = atMost(2).named("cleared");

    private Task<Integer, RuntimeException> clearing(int at) {
      return at(at, limit::clear);
    }

    @Test
    void nobodyWaits() {
      assertThat(limit.clear()).isZero();
    }

    @Test
    void everyoneWhoWaitsIsRejectedAndWhoRunsGoesOn() throws Exception {
      var said =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.claim(2).call(trail.step("holder", 100)),
                      rejected(1, () -> limit.call(() -> 1)),
                      rejected(2, () -> scope(s -> limit.start(s, () -> 1).get())),
                      rejected(3, () -> map(items(3), limit, taking(1))),
                      rejected(
                          4,
                          () -> {
                            mapEach(items(3), limit, taking(1), _ -> {});
                            return null;
                          }),
                      at(10, () -> "cleared " + limit.clear()))));

      assertThat(said.getFirst()).isEqualTo("holder");
      assertThat(said.getLast()).isEqualTo("cleared 4");
      assertThat(said.subList(1, 5))
          .allMatch(why -> why.startsWith("the limit \"cleared\" was cleared: 2 of 2 permits"))
          .allMatch(why -> why.endsWith("at 10"));
      assertThat(inFlight.finished()).isZero();
      assertUnused(limit);
    }

    @Test
    void alsoThoseWhomOnlyTheFirstOfThemHeldUp() throws Exception {
      var said =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(trail.step("holder", 100)),
                      rejected(1, () -> limit.claim(2).call(trail.step("heavy", 1))),
                      rejected(2, () -> limit.call(trail.step("light", 1))),
                      rejected(3, () -> limit.call(trail.step("light, too", 1))),
                      at(10, () -> "cleared " + limit.clear()))));

      assertThat(said.getLast()).isEqualTo("cleared 3");
      assertThat(trail.steps()).containsExactly("holder");
    }

    @Test
    void aClaimOfSeveralLeavesTheOthersToThoseBehindIt() throws Exception {
      var other = atMost(1);

      time.run(() ->
          all(
              List.of(
                  () -> limit.claim(2).call(trail.step("holder", 100)),
                  rejected(1, () -> other.claim().and(limit).call(() -> "never")),
                  at(2, () -> other.call(trail.step("behind", 1))),
                  at(10, () -> "cleared " + limit.clear()))));

      assertThat(trail.steps()).containsExactly("holder", "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(100));
    }

    @Test
    void aMapThatHasWorkersGoesOn() throws Exception {
      var cleared =
          time.run(() ->
              all(
                  () -> limit.call(() -> after(25, "holder")),
                  at(1, () -> map(items(10), limit, taking(10))),
                  clearing(15),
                  (_, _, count) -> count));

      assertThat(cleared).isEqualTo(1);
      assertThat(inFlight.finished()).isEqualTo(10);
    }

    @Test
    void whoComesAfterwardsWaitsAsUsual() throws Exception {
      time.run(() ->
          all(
              () -> limit.claim(2).call(trail.step("holder", 100)),
              rejected(1, () -> limit.call(() -> "never")),
              clearing(2),
              at(3, () -> limit.call(trail.step("later", 10))),
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "later");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }
  }
}
