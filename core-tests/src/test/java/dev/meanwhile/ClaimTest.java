package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims: of several permits, before others, of several limits at once. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class ClaimTest extends LimitFixture {
  private Task<String, RuntimeException> at(int millis, Claim claim, String name, int takes) {
    return at(millis, () -> claim.call(trail.step(name, takes)));
  }

  @Nested
  class OfSeveralPermits {
    private final Limit limit = atMost(4);

    @Test
    void itHoldsThemAll() throws Exception {
      assertThat(limit.claim(3).call(limit::inUse)).isEqualTo(3);
      assertThat(scope(s -> limit.claim(4).start(s, limit::inUse).get()).intValue()).isEqualTo(4);
      assertUnused(limit);
    }

    @Test
    void itIsNotStarvedByLightOnes() throws Exception {
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 60; i++) {
        tasks.add(at(i, limit.claim(), "light", 10));
      }
      tasks.add(at(15, limit.claim(4), "heavy", 10));

      time.run(() -> all(tasks));

      assertThat(trail.steps().indexOf("heavy")).isBetween(4, 16);
      assertUnused(limit);
    }

    @Test
    void thoseBehindItWaitAlsoWhereThereWouldBeEnoughForThem() throws Exception {
      time.run(() ->
          all(
              at(0, limit.claim(3), "holder", 100),
              at(1, limit.claim(4), "heavy", 100),
              at(2, limit.claim(), "light", 100),
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "heavy", "light");
      assertThat(time.elapsed()).isEqualTo(ofMillis(300));
    }

    @Test
    void whenItLeavesThoseBehindItAreServed() throws Exception {
      time.run(() ->
          all(
              at(0, limit.claim(3), "holder", 100),
              at(1, () -> outcome(() -> within(ofMillis(10), () -> limit.claim(2).call(() -> 1)))),
              at(2, limit.claim(), "light", 10),
              List::of));

      assertThat(time.elapsed()).isEqualTo(ofMillis(100));
      assertThat(trail.steps()).containsExactly("holder", "light");
    }

    @Test
    void severalAreServedInOneGo() throws Exception {
      time.run(() ->
          all(
              List.of(
                  at(0, limit.claim(4), "holder", 100),
                  at(1, limit.claim(2), "n1", 10),
                  at(2, limit.claim(), "n2", 10),
                  at(3, limit.claim(), "n3", 10))));

      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5, Integer.MAX_VALUE})
    void moreThanThereAreIsRefusedWithTheValues(int permits) {
      assertThatThrownBy(() -> limit.claim(permits))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(permits + " permits of the limit of 4 claimed; allowed: 1 to 4");
    }
  }

  @Nested
  class WithAPriority {
    private final Limit limit = atMost(1);

    @Test
    void theHigherIsServedFirstAndEqualOnesInTheirOrder() throws Exception {
      var waiting = new ArrayList<Task<String, RuntimeException>>();
      waiting.add(at(0, limit.claim(), "holder", 100));
      int[] priorities = {0, 1, -1, 5, 0, 5, -1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE};
      for (int i = 0; i < priorities.length; i++) {
        waiting.add(at(i + 1, limit.claim().priority(priorities[i]), priorities[i] + "@" + i, 1));
      }

      time.run(() -> all(waiting));

      assertThat(trail.steps())
          .containsExactly(
              "holder",
              Integer.MAX_VALUE + "@9",
              "5@3",
              "5@5",
              "1@1",
              "1@7",
              "0@0",
              "0@4",
              "-1@2",
              "-1@6",
              Integer.MIN_VALUE + "@8");
    }

    @Test
    void itJumpsAQueueWhoseFirstWaitsForMore() throws Exception {
      var three = atMost(3);

      time.run(() ->
          all(
              List.of(
                  at(0, three.claim(2), "holder", 100),
                  at(1, three.claim(2), "heavy", 10),
                  at(2, three.claim(), "same", 10),
                  at(3, three.claim().priority(1), "urgent", 10))));

      assertThat(trail.steps()).startsWith("holder", "urgent");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void itCountsForStartedTasks() throws Exception {
      time.run(() ->
          scope(s -> {
            limit.start(s, trail.step("holder", 10));
            limit.start(s, trail.step("usual", 10));
            limit.claim().priority(1).start(s, trail.step("urgent", 10));
            return null;
          }));

      assertThat(trail.steps()).containsExactly("holder", "urgent", "usual");
    }

    @Test
    void aLowerOneWaitsForTheEndOfAMapAndAnEqualOneDoesNot() throws Exception {
      time.run(() ->
          all(
              () -> map(IntStream.range(0, 5).boxed(), limit, i -> trail.step("map" + i, 10).run()),
              at(1, limit.claim().priority(-1), "low", 10),
              at(12, limit.claim(), "equal", 10),
              List::of));

      assertThat(trail.steps())
          .containsExactly("map0", "map1", "equal", "map2", "map3", "map4", "low");
    }
  }

  @Nested
  class OfSeveralLimits {
    private final Limit db = atMost(1).named("db");
    private final Limit api = atMost(2).named("api");

    @Test
    void itHoldsThemAll() throws Exception {
      String held = db.claim().and(api.claim(2)).call(() -> db.inUse() + " and " + api.inUse());

      assertThat(held).isEqualTo("1 and 2");
      assertUnused(db, api);
    }

    @Test
    void itHoldsNothingWhileItWaits() throws Exception {
      time.run(() ->
          scope(s -> {
            db.start(s, trail.step("holder", 100));
            api.claim().and(db).start(s, trail.step("both", 10));
            assertThat(List.of(api.inUse(), api.waiting(), db.waiting())).containsExactly(0, 1, 1);
            sleep(ofMillis(105));
            assertThat(List.of(api.inUse(), db.inUse())).containsExactly(1, 1);
            return null;
          }));

      assertUnused(db, api);
    }

    @Test
    void oppositeOrdersDoNotBlockEachOther() throws Exception {
      var there = db.claim().and(api.claim(2));
      var back = api.claim(2).and(db);
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 20; i++) {
        tasks.add(at(0, there, "there", 1));
        tasks.add(at(0, back, "back", 1));
      }

      time.run(() -> all(tasks));

      assertThat(time.elapsed()).isEqualTo(ofMillis(40));
      assertUnused(db, api);
    }

    @Test
    void thoseBehindItWaitInEachQueue() throws Exception {
      time.run(() ->
          all(
              at(0, db.claim(), "holder", 100),
              at(1, db.claim().and(api), "both", 10),
              at(2, api.claim(), "behind", 10),
              List::of));

      assertThat(trail.steps()).startsWith("holder").hasSize(3);
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void thoseBehindItAreServedWhenItIsServedOrLeaves() throws Exception {
      time.run(() ->
          all(
              List.of(
                  at(0, db.claim(), "holder", 100),
                  at(
                      1,
                      () ->
                          race(
                              () -> after(20, "left"), () -> db.claim().and(api).call(() -> "no"))),
                  at(2, api.claim(), "behind", 10),
                  at(50, db.claim().and(api.claim(2)), "both", 10),
                  at(60, api.claim(), "behind both", 10))));

      assertThat(trail.steps()).containsExactly("holder", "behind", "both", "behind both");
      assertThat(time.elapsed()).isEqualTo(ofMillis(120));
    }

    @Test
    void ofThreeInACircleIsServedInItsOrder() throws Exception {
      var third = atMost(1);
      time.run(() ->
          all(
              List.of(
                  at(0, db.claim().and(api.claim(2)).and(third), "holder", 10),
                  at(1, db.claim().and(api.claim(2)), "db api", 10),
                  at(2, api.claim(2).and(third), "api third", 10),
                  at(3, third.claim().and(db), "third db", 10))));

      assertThat(trail.steps()).containsExactly("holder", "db api", "api third", "third db");
    }

    @Test
    void itGivesAllBackAlsoWhenItFails() {
      assertThatThrownBy(() -> db.claim().and(api).call(() -> fail(new IOException())))
          .isInstanceOf(IOException.class);

      assertUnused(db, api);
    }

    @Test
    void theSameLimitTwiceIsRefused() {
      assertThatThrownBy(() -> db.claim().and(api).and(db))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the limit \"db\" is asked twice; ask it once, for more permits");
      assertThatThrownBy(() -> db.claim().and(db.claim().and(api)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePriorityAndTheLongestWaitAreOfTheFirst() throws Exception {
      var urgent = db.claim().priority(1).and(api.claim().priority(-1).maxWait(ofMillis(1)));
      time.run(() ->
          all(
              at(0, db.claim(), "holder", 100),
              at(1, db.claim(), "usual", 1),
              at(2, urgent, "urgent", 1),
              List::of));

      assertThat(trail.steps()).containsExactly("holder", "urgent", "usual");
    }
  }

  @Nested
  class AsAValue {
    private final Limit limit = atMost(3).named("db");

    @Test
    void itDoesNotChange() {
      var claim = limit.claim();

      assertThat(claim.priority(1)).isNotSameAs(claim);
      assertThat(claim.and(atMost(1)).toString()).isNotEqualTo(claim.toString());
      assertThat(claim).hasToString("limit \"db\"");
    }

    @Test
    void itServesAnyNumberOfCallsAtOnce() throws Exception {
      var claim = limit.claim();

      var inUse =
          time.run(() ->
              all(
                  () -> claim.call(() -> after(10, 1)),
                  () -> claim.call(() -> after(10, 1)),
                  at(5, limit::inUse),
                  (_, _, now) -> now));

      assertThat(inUse).isEqualTo(2);
    }

    @Test
    void itSaysWhatItClaims() {
      assertThat(atMost(7).claim().and(limit.claim(2)).and(atMost(9).claim(4)))
          .hasToString("limit of 7 and 2 permits of limit \"db\" and 4 permits of limit of 9");
    }

    @Test
    void nothingIsClaimedWithoutALimit() {
      assertThatThrownBy(() -> limit.claim().and((Limit) null))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> limit.claim().and((Claim) null))
          .isInstanceOf(NullPointerException.class);
    }
  }
}
