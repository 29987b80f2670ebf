package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.settle;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A limit for each key, and the turns of the keys under one for all. */
@ExtendWith(LeakGuard.class)
@Timeout(30)
class KeyedLimitTest extends LimitFixture {
  @Nested
  class ForEachKey {
    private final KeyedLimit<String> tenants = Limit.perKey(2);

    @Test
    void thereAreSoManyPermits() throws Exception {
      var most = new HashMap<String, InFlight>();
      var tasks = new ArrayList<Task<Integer, RuntimeException>>();
      for (String key : List.of("a", "b", "c")) {
        var inFlight = new InFlight();
        most.put(key, inFlight);
        for (int i = 0; i < 10; i++) {
          tasks.add(() -> tenants.call(key, () -> inFlight.during(() -> after(10, 1))));
        }
      }

      time.run(() -> all(tasks));

      assertThat(most.values()).extracting(InFlight::most).containsExactly(2, 2, 2);
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
      assertThat(tenants.keys()).isZero();
    }

    @Test
    void firstComeFirstServed() throws Exception {
      KeyedLimit<Integer> single = Limit.perKey(1);
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 20; i++) {
        String name = "n" + i;
        tasks.add(at(i, () -> single.call(7, trail.step(name, 30))));
      }

      var names = time.run(() -> all(tasks));

      assertThat(trail.steps()).isEqualTo(names);
    }

    @Test
    void itTellsItsUse() throws Exception {
      var seen =
          time.run(() ->
              all(
                  () -> tenants.call("ada", () -> after(10, 1)),
                  () -> tenants.call("ada", () -> after(10, 1)),
                  at(1, () -> tenants.call("ada", () -> after(10, 1))),
                  at(
                      5,
                      () ->
                          List.of(
                              tenants.inUse("ada"),
                              tenants.waiting("ada"),
                              tenants.inUse("bob"),
                              tenants.waiting("bob"),
                              tenants.keys())),
                  (_, _, _, use) -> use));

      assertThat(seen).containsExactly(2, 1, 0, 0, 1);
    }

    @Test
    void equalKeysAreOne() throws Exception {
      var seen =
          tenants.call(new String("ada"), () -> tenants.inUse(new StringBuilder("ada").toString()));

      assertThat(seen).isEqualTo(1);
    }
  }

  @Nested
  class KeysExpire {
    private final KeyedLimit<String> tenants = Limit.perKey(1);

    @Test
    void whenTheirCallsHaveEnded() throws Exception {
      assertThat(tenants.call("ada", tenants::keys)).isEqualTo(1);
      assertThatThrownBy(() -> tenants.call("ada", () -> fail(new IOException())))
          .isInstanceOf(IOException.class);

      assertThat(tenants.keys()).isZero();
    }

    @Test
    void whenThoseWhoWaitedWereCancelled() throws Exception {
      time.run(() ->
          race(
              () -> after(20, "winner"),
              () -> tenants.call("ada", () -> after(100, "holder")),
              () -> tenants.call("ada", () -> after(100, "waiting")),
              () -> tenants.call("bob", () -> after(100, "holder"))));

      assertThat(tenants.keys()).isZero();
    }

    @Test
    void whenTheyWereNeverLetIn() {
      Interrupted.onEntry(() -> tenants.call("ada", () -> "never"));
      assertThatThrownBy(() -> tenants.call("ada", () -> tenants.call("ada", () -> "never")))
          .isInstanceOf(Misuse.class);

      assertThat(tenants.keys()).isZero();
    }

    @Test
    void andNotWhileSomebodyWaits() throws Exception {
      var same =
          time.run(() ->
              all(
                  () -> tenants.call("ada", () -> after(10, 0)),
                  at(5, () -> tenants.call("ada", () -> after(10, tenants.keys()))),
                  at(12, () -> tenants.call("ada", tenants::keys)),
                  List::of));

      assertThat(same).containsExactly(0, 1, 1);
      assertThat(tenants.keys()).isZero();
    }
  }

  @Nested
  class UnderATotal {
    private final Limit total = atMost(1);
    private final KeyedLimit<String> tenants = Limit.<String>perKey(1).total(total);

    private Task<String, RuntimeException> call(String key, int at) {
      return at(at, () -> tenants.call(key, trail.step(key, 10)));
    }

    @Test
    void noMoreThanThatRunInAll() throws Exception {
      var inFlight = new InFlight();
      KeyedLimit<Integer> wide = Limit.<Integer>perKey(2).total(atMost(5));
      var tasks = new ArrayList<Task<Integer, RuntimeException>>();
      for (int i = 0; i < 40; i++) {
        int key = i % 8;
        tasks.add(() -> wide.call(key, () -> inFlight.during(() -> after(10, 1))));
      }

      time.run(() -> all(tasks));

      assertThat(inFlight.most()).isEqualTo(5);
      assertThat(time.elapsed()).isEqualTo(ofMillis(80));
    }

    @Test
    void theKeysTakeTurnsAndABusyOneStarvesNobody() throws Exception {
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 1_000; i++) {
        tasks.add(call("busy", 0));
      }
      for (int i = 0; i < 3; i++) {
        tasks.add(call("ada", 5));
        tasks.add(call("bob", 6));
        tasks.add(call("cyd", 7));
      }

      time.run(() -> all(tasks));

      assertThat(trail.steps().subList(0, 14))
          .containsExactly(
              "busy", "ada", "bob", "cyd", "busy", "ada", "bob", "cyd", "busy", "ada", "bob", "cyd",
              "busy", "busy");
      assertThat(time.elapsed()).isEqualTo(ofMillis(10_090));
      assertThat(tenants.keys()).isZero();
      assertUnused(total);
    }

    @Test
    void itKeepsOthersOutOfTheSameTotalToo() throws Exception {
      time.run(() ->
          all(
              call("ada", 0),
              at(1, () -> total.call(trail.step("direct", 10))),
              call("bob", 2),
              List::of));

      assertThat(trail.steps()).containsExactly("ada", "direct", "bob");
    }

    @Test
    void aRejectionOfTheTotalGivesThePermitOfTheKeyBack() throws Exception {
      KeyedLimit<String> strict = Limit.<String>perKey(1).total(atMost(1).maxWaiting(0));

      var ends =
          time.run(() ->
              settle(
                  List.of(
                      () -> strict.call("ada", () -> after(10, "ada")),
                      at(1, () -> strict.call("bob", () -> "bob")),
                      at(2, () -> strict.call("ada", () -> "ada again")),
                      at(20, () -> strict.call("bob", () -> "bob again")))));

      assertThat(ends.get(1))
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.cause()).isInstanceOf(Rejected.class));
      assertThat(ends.get(2)).isEqualTo(new Outcome.Success<>("ada again"));
      assertThat(ends.get(3)).isEqualTo(new Outcome.Success<>("bob again"));
      assertThat(strict.keys()).isZero();
    }
  }

  @Nested
  class BoundedWaiting {
    @Test
    void ofAKeyRejectsWhoComesLaterAndNoOtherKey() throws Exception {
      KeyedLimit<String> tenants = Limit.<String>perKey(1).maxWaiting(1);

      List<Outcome<Integer>> ends =
          time.run(() ->
              settle(
                  List.of(
                      () -> tenants.call("ada", () -> after(10, 0)),
                      at(1, () -> tenants.call("ada", () -> 1)),
                      at(2, () -> tenants.call("ada", () -> 2)),
                      at(3, () -> tenants.call("bob", () -> 3)))));

      assertThat(ends.get(2))
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure ->
                  assertThat(failure.cause())
                      .isInstanceOf(Rejected.class)
                      .hasMessageContaining("limit of 1 for ada"));
      assertThat(ends.get(1)).isEqualTo(new Outcome.Success<>(1));
      assertThat(ends.get(3)).isEqualTo(new Outcome.Success<>(3));
      assertThat(tenants.keys()).isZero();
    }

    @Test
    void lastsSoLongAtMost() throws Exception {
      KeyedLimit<String> tenants = Limit.<String>perKey(1).maxWait(ofMillis(5)).total(atMost(9));

      List<Outcome<Integer>> ends =
          time.run(() ->
              settle(
                  List.of(
                      () -> tenants.call("ada", () -> after(10, 0)),
                      at(1, () -> tenants.call("ada", () -> 1)),
                      at(7, () -> tenants.call("ada", () -> 2)))));

      assertThat(ends.get(1)).isInstanceOf(Outcome.Failure.class);
      assertThat(ends.get(2)).isEqualTo(new Outcome.Success<>(2));
      assertThat(tenants.keys()).isZero();
    }
  }

  @Nested
  class Bad {
    @Test
    void inputIsRefused() {
      KeyedLimit<String> any = Limit.perKey(1);
      assertThatThrownBy(() -> any.maxWaiting(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("-1 may wait; allowed: 0 to");
      assertThatThrownBy(() -> any.maxWait(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the longest wait is -1 ms; allowed: 0 s or more");
      assertThatThrownBy(() -> Limit.perKey(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a limit of 0")
          .hasMessageContaining("allowed: 1 to 2147483647");
      KeyedLimit<String> tenants = Limit.perKey(1);
      assertThatThrownBy(() -> tenants.total(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("total");
      assertThatThrownBy(() -> tenants.call(null, () -> 1))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("key");
      assertThatThrownBy(() -> tenants.call("ada", null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertThat(tenants.keys()).isZero();
    }

    @Test
    void itSaysWhatItIs() {
      assertThat(Limit.perKey(2)).hasToString("limit of 2 per key");
      assertThat(Limit.perKey(2).total(atMost(9).named("all")))
          .hasToString("limit of 2 per key, limit \"all\" in all");
      KeyedLimit<String> tenants = Limit.perKey(1);
      assertThatThrownBy(() -> tenants.call("ada", () -> tenants.call("ada", () -> 1)))
          .hasMessageContaining("asks the limit of 1 for ada for a permit");
    }
  }
}
