package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.testing.LeakGuard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many may wait, and for how long; who is turned away is told. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitWaitingTest extends LimitFixture {

  @Nested
  class HowMany {
    @Test
    void noneWhereNobodyMayWait() throws Exception {
      var printer = atMost(1).named("printer").maxWaiting(0);

      var said =
          time.run(() ->
              all(
                  () -> printer.call(trail.step("first", 10)),
                  rejected(1, () -> printer.call(trail.step("second", 10))),
                  at(11, () -> printer.call(trail.step("third", 10))),
                  List::of));

      assertThat(said)
          .containsExactly(
              "first",
              "the limit \"printer\" takes no more: 1 of 1 permits in use, 0 waiting at 1",
              "third");
      assertUnused(printer);
    }

    @Test
    void soManyAndWhoWaitsStays() throws Exception {
      var limit = atMost(1).maxWaiting(2);
      Task<String, RuntimeException> call = () -> limit.call(trail.step("served", 10));

      var said =
          time.run(() ->
              all(
                  List.of(
                      call,
                      at(1, call),
                      at(2, call),
                      rejected(3, call),
                      at(11, call),
                      rejected(12, call))));

      assertThat(said)
          .containsExactly(
              "served",
              "served",
              "served",
              "the limit of 1 takes no more: 1 of 1 permits in use, 2 waiting at 3",
              "served",
              "the limit of 1 takes no more: 1 of 1 permits in use, 2 waiting at 12");
    }

    @Test
    void isSaidByTheRejection() throws Exception {
      var limit = atMost(2).maxWaiting(0).named("two");

      Rejected rejection =
          limit.claim(2).call(() -> (Rejected) Outsider.does(() -> limit.call(() -> 1)).result());

      assertThat(rejection.limit()).isEqualTo("limit \"two\"");
      assertThat(rejection.inUse()).isEqualTo(2);
      assertThat(rejection.waiting()).isZero();
    }

    @Test
    void countsForStartedTasksWhoseScopeThenFails() {
      var limit = atMost(1).maxWaiting(1);

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    limit.start(s, trail.step("first", 100));
                    limit.start(s, trail.step("second", 100));
                    var third = limit.start(s, trail.step("third", 100));
                    assertThatThrownBy(third::get).isInstanceOf(Rejected.class);
                    sleep(ofMillis(50));
                    return "never";
                  })));

      assertThat(thrown).isInstanceOf(Rejected.class).hasMessageContaining("1 waiting");
      assertThat(trail.steps()).doesNotContain("second", "third");
      assertThat(time.elapsed()).isZero();
      assertUnused(limit);
    }

    @Test
    void ofAClaimOfSeveralInEachOfThem() throws Exception {
      var strict = atMost(1).named("strict").maxWaiting(0);
      var lenient = atMost(1);

      var said =
          time.run(() ->
              all(
                  () -> strict.call(trail.step("first", 10)),
                  rejected(1, () -> lenient.claim().and(strict).call(() -> "never")),
                  (_, rejection) -> rejection));

      assertThat(said).startsWith("the limit \"strict\" takes no more");
      assertUnused(strict, lenient);
    }

    @Test
    void isNoMatterAsLongAsThereArePermits() throws Exception {
      var limit = atMost(3).maxWaiting(0);

      time.run(() -> limit.claim(2).call(() -> all(() -> 1, () -> 2, List::of)));

      assertUnused(limit);
    }
  }

  @Nested
  class HowLong {
    @Test
    void thenACallIsRejectedAndThoseBehindMoveUp() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(50)).named("db");

      var said =
          time.run(() ->
              all(
                  () -> limit.call(trail.step("holder", 100)),
                  rejected(10, () -> limit.call(trail.step("never", 1))),
                  at(55, () -> limit.call(trail.step("behind", 10))),
                  List::of));

      assertThat(said)
          .containsExactly(
              "holder",
              "the limit \"db\" was waited for too long: 1 of 1 permits in use, 2 waiting at 60",
              "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void aPermitAtTheVeryMomentIsEitherTakenOrNot() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(50));

      time.run(() ->
          all(
              () -> limit.call(() -> after(50, "holder")),
              () -> outcome(() -> limit.call(() -> "at the last moment")),
              List::of));

      assertUnused(limit);
    }

    @Test
    void zeroTriesOnce() throws Exception {
      var limit = atMost(1).maxWait(ZERO);

      assertThat(time.run(() -> limit.call(() -> "free"))).isEqualTo("free");
      var said =
          time.run(() ->
              all(
                  () -> limit.call(() -> after(10, "holder")),
                  rejected(1, () -> limit.call(() -> "never")),
                  List::of));

      assertThat(said.getLast()).endsWith(" at 1");
      assertUnused(limit);
    }

    @Test
    void ofAClaimTheShorterOfBoth() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(50));
      var other = atMost(1);

      var said =
          time.run(() ->
              all(
                  List.of(
                      () -> limit.call(trail.step("holder", 100)),
                      rejected(1, () -> limit.claim().maxWait(ofMillis(20)).call(() -> 1)),
                      rejected(1, () -> limit.claim().maxWait(ofMillis(90)).call(() -> 1)),
                      rejected(1, () -> other.claim().and(limit).call(() -> 1)))));

      assertThat(said.subList(1, 4))
          .satisfiesExactly(
              claim -> assertThat(claim).endsWith("at 21"),
              limits -> assertThat(limits).endsWith("at 51"),
              both ->
                  assertThat(both)
                      .startsWith("the limit of 1 was waited for too long: 1 of 1 permits in use")
                      .endsWith("at 51"));
      assertUnused(limit, other);
    }

    @Test
    void namesTheLimitThatWasNotToBeHad() throws Exception {
      var free = atMost(1).named("free");
      var busy = atMost(1).named("busy");
      var both = free.claim().and(busy).maxWait(ofMillis(10));
      var reverse = busy.claim().and(free).maxWait(ofMillis(10));

      var said =
          time.run(() ->
              all(
                  () -> busy.call(trail.step("holder", 100)),
                  rejected(1, () -> both.call(() -> "never")),
                  rejected(20, () -> reverse.call(() -> "never")),
                  List::of));

      assertThat(said.subList(1, 3)).allMatch(why -> why.startsWith("the limit \"busy\" was"));
    }

    @Test
    void aStartedTaskIsRejectedAndItsScopeFails() {
      var limit = atMost(1).maxWait(ofMillis(50));

      Throwable thrown =
          catchThrowable(() ->
              time.run(() ->
                  scope(s -> {
                    limit.start(s, trail.step("first", 100));
                    limit.start(s, trail.step("second", 100));
                    return null;
                  })));

      assertThat(thrown)
          .isInstanceOf(Rejected.class)
          .hasMessageContaining("was waited for too long: 1 of 1 permits in use, 1 waiting");
      assertThat(trail.steps()).containsExactly("first");
      assertThat(time.elapsed()).isEqualTo(ofMillis(50));
      assertUnused(limit);
    }

    @Test
    void noAlarmIsLeftWhenThePermitCameInTime() throws Exception {
      var limit = atMost(1).maxWait(ofMillis(50));

      time.run(() ->
          scope(s -> {
            limit.start(s, trail.step("first", 10));
            limit.start(s, trail.step("second", 100));
            return null;
          }));

      assertThat(trail.steps()).containsExactly("first", "second");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void theDeadlineMayComeBefore() {
      var limit = atMost(1).maxWait(ofMillis(50));

      assertThatThrownBy(() ->
              time.run(() ->
                  all(
                      () -> limit.call(() -> after(100, "holder")),
                      at(1, () -> within(ofMillis(20), () -> limit.call(() -> "never"))),
                      String::concat)))
          .isInstanceOf(DeadlineExceeded.class);

      assertUnused(limit);
    }
  }

  @Nested
  class BadInput {
    @Test
    void isRefusedWithTheValueAndTheAllowedRange() {
      assertThatThrownBy(() -> atMost(1).maxWaiting(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("-1 may wait; allowed: 0 to 2147483647, 0 lets nobody wait");
      assertThatThrownBy(() -> atMost(1).maxWait(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the longest wait is -1 ms");
      assertThatThrownBy(() -> atMost(1).claim().maxWait(ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> atMost(1).maxWait(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> atMost(1).named(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("name");
      assertThatThrownBy(() -> atMost(1).named(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatOneSettingSaysTheOthersKeep() {
      var limit = atMost(7).maxWaiting(3).maxWait(Duration.ofSeconds(1)).named("all of it");

      assertThat(limit).hasToString("limit \"all of it\"");
      assertThat(limit.capacity()).isEqualTo(7);
    }
  }
}
