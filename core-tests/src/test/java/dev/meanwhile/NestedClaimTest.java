package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A claim of several limits holds up the queues of all of them while one is not to be had. A task
 * that holds that one and asks for another passes it, or both would wait for ever.
 */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class NestedClaimTest extends LimitFixture {
  private final Limit db = atMost(1).named("db");
  private final Limit api = atMost(1).named("api");
  private final Claim both = api.claim().and(db);

  /** Takes the api inside of the db, 10 ms after it. */
  private Task<String, RuntimeException> apiInDb() {
    return () -> db.call(() -> trail.step("db", 10).run() + api.call(trail.step("api in db", 10)));
  }

  @Test
  void aTaskThatHoldsOneOfThemPassesIt() throws Exception {
    time.run(() -> all(apiInDb(), at(1, () -> both.call(trail.step("both", 10))), List::of));

    assertThat(trail.steps()).containsExactly("db", "api in db", "both");
    assertThat(time.elapsed()).isEqualTo(ofMillis(30));
    assertUnused(db, api);
  }

  @Test
  void alsoThoseThatItHoldsUp() throws Exception {
    time.run(() ->
        all(
            List.of(
                apiInDb(),
                at(1, () -> both.call(trail.step("both", 10))),
                at(2, () -> api.call(trail.step("held up", 10))))));

    assertThat(trail.steps()).containsExactly("db", "api in db", "both", "held up");
    assertThat(time.elapsed()).isEqualTo(ofMillis(40));
  }

  @Test
  void alsoWhereItMustStillWaitForAPermit() throws Exception {
    time.run(() ->
        all(
            List.of(
                () -> api.call(trail.step("holder", 15)),
                at(1, apiInDb()),
                at(2, () -> both.call(trail.step("both", 10))))));

    assertThat(trail.steps()).containsExactly("holder", "db", "api in db", "both");
    assertThat(time.elapsed()).isEqualTo(ofMillis(35));
  }

  @Test
  void alsoATaskBelowAndAMapAndAStartedTask() throws Exception {
    time.run(() ->
        all(
            () ->
                db.call(() -> {
                  sleep(ofMillis(10));
                  all(() -> api.call(trail.step("task below", 1)), () -> 1, List::of);
                  map(List.of("map", "map"), api, name -> trail.step(name, 1).run());
                  return scope(s -> api.start(s, trail.step("start", 1)).get());
                }),
            at(1, () -> both.call(trail.step("both", 10))),
            List::of));

    assertThat(trail.steps()).containsExactly("task below", "map", "map", "start", "both");
  }

  @Test
  void alsoAClaimOfSeveral() throws Exception {
    var other = atMost(1);
    time.run(() ->
        all(
            List.of(
                () ->
                    db.call(() ->
                        trail.step("db", 10).run()
                            + api.claim().and(other).call(trail.step("nested", 10))),
                at(1, () -> both.call(trail.step("both", 10))),
                at(2, () -> other.call(trail.step("other", 1))))));

    assertThat(trail.steps()).containsExactly("db", "other", "nested", "both");
  }

  @Test
  void inTheirOwnOrder() throws Exception {
    var two = atMost(2).named("two");
    var three = two.claim(2).and(api);
    time.run(() ->
        all(
            List.of(
                () -> api.call(trail.step("holder", 50)),
                at(
                    1,
                    () ->
                        two.call(() -> trail.step("n1", 10).run() + api.call(trail.step("m1", 5)))),
                at(
                    2,
                    () ->
                        two.call(() -> trail.step("n2", 20).run() + api.call(trail.step("m2", 5)))),
                at(3, () -> three.call(trail.step("all three", 10))))));

    assertThat(trail.steps()).containsExactly("holder", "n1", "n2", "m1", "m2", "all three");
  }

  @Test
  void butNotAHeavyClaimOfOneLimitWhichOnlyWaitsForThatOne() throws Exception {
    var two = atMost(2);
    time.run(() ->
        all(
            List.of(
                () -> two.call(trail.step("holder", 50)),
                at(1, () -> two.claim(2).call(trail.step("heavy", 10))),
                at(2, () -> db.call(() -> two.call(trail.step("in db", 10)))))));

    assertThat(trail.steps()).containsExactly("holder", "heavy", "in db");
  }

  @Test
  void alsoInAnotherRun() throws Exception {
    var held = new CountDownLatch(1);
    var waiting = new CountDownLatch(1);
    var inner =
        Outsider.does(() ->
            db.call(() -> {
              held.countDown();
              waiting.await();
              return api.call(() -> "api in db");
            }));
    held.await();
    var outer = Outsider.does(() -> both.call(() -> "both"), () -> api.waiting() == 1);

    waiting.countDown();

    assertThat(inner.result()).isEqualTo("api in db");
    assertThat(outer.result()).isEqualTo("both");
    assertUnused(db, api);
  }
}
