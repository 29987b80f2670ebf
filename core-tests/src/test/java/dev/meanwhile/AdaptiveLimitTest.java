package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.untilTheDeadline;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.resilience.Policy;
import dev.meanwhile.resilience.RetryAfter;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that finds by itself how much its backend can do. */
@ExtendWith(LeakGuard.class)
class AdaptiveLimitTest {
  private final VirtualTime time = VirtualTime.seeded(7);

  /** Does so many at once, in 10 ms each, and queues the others. */
  private final Limit server = atMost(30);

  private final Limit limit = Limit.adaptive(2, 200);

  private <A> A served(A request) throws InterruptedException {
    return server.call(() -> after(10, request));
  }

  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Does {@code work}; the sizes that the limit has meanwhile, every 5 ms. */
  private List<Integer> sizesDuring(Task<?, RuntimeException> work) throws InterruptedException {
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    time.run(() ->
        race(
            work,
            () -> {
              while (true) {
                sizes.add(limit.capacity());
                sleep(ofMillis(5));
              }
            }));
    return sizes;
  }

  /** The middle one of the sizes seen in a while. */
  private static int settled(List<Integer> sizes, Duration from, Duration to) {
    var part = sizes.subList((int) from.toMillis() / 5, (int) to.toMillis() / 5);
    return part.stream().sorted().toList().get(part.size() / 2);
  }

  @Nested
  class BadInput {
    @ParameterizedTest
    @CsvSource({"0, 5", "-1, 5", "0, 0"})
    void ofTheLeastIsRefused(int least, int most) {
      assertThatThrownBy(() -> Limit.adaptive(least, most))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(" " + least + " ", "allowed: 1 to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({"5, 4", "1, 0", "1, -1"})
    void ofTheMostIsRefused(int least, int most) {
      assertThatThrownBy(() -> Limit.adaptive(least, most))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(least + " to " + most, "allowed: " + least + " to ");
    }

    @ParameterizedTest
    @CsvSource({"1", "201", "0", "-5"})
    void aSizeOutOfItsBoundsIsRefused(int size) {
      assertThatThrownBy(() -> limit.resize(size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(" " + size + " ", "allowed: 2 to 200");
    }

    @Test
    void aClaimOfMoreThanThereEverIsIsRefused() {
      assertThat(limit.claim(200)).isNotNull();
      assertThatThrownBy(() -> limit.claim(201))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("201", "allowed: 1 to 200");
    }
  }

  @Nested
  class ItTells {
    @Test
    void itsBoundsAndItsSize() {
      limit.resize(20);
      assertThat(limit).hasToString("adaptive limit of 2 to 200, now 20");
      assertThat(limit.named("search")).hasToString("limit \"search\", now 2");
      assertThat(limit.capacity()).isEqualTo(20);
    }

    @Test
    void whatASnapshotTells() throws Exception {
      Limit.Snapshot snapshot = limit.call(limit::snapshot);
      assertThat(snapshot.limit()).isEqualTo("adaptive limit of 2 to 200, now 2");
      assertThat(snapshot.capacity()).isEqualTo(2);
      assertThat(snapshot.inUse()).isEqualTo(1);
    }

    @Test
    void thatItIsALimitLikeAnyOtherWhereItsBoundsAreTheSame() {
      assertThat(Limit.adaptive(5, 5)).hasToString("limit of 5");
    }
  }

  @Nested
  class Settles {
    private void nearTheServer(List<Integer> sizes) {
      assertThat(settled(sizes, ofSeconds(1), ofSeconds(4))).isBetween(31, 48);
      assertThat(sizes).allMatch(size -> size >= 2 && size <= 200);
    }

    @Test
    void inAMap() throws Exception {
      nearTheServer(sizesDuring(() -> map(items(13_000), limit, i -> served(i))));
    }

    @Test
    void inAMapThatHandsItsResultsOver() throws Exception {
      nearTheServer(
          sizesDuring(() -> {
            mapEach(items(13_000), limit, i -> served(i), _ -> {});
            return null;
          }));
    }

    @Test
    void inCalls() throws Exception {
      nearTheServer(
          sizesDuring(() -> map(items(13_000), atMost(300), i -> limit.call(() -> served(i)))));
    }

    @Test
    void inCallsThroughAPolicy() throws Exception {
      Policy policy = Policy.of(limit, atMost(150));
      nearTheServer(
          sizesDuring(() -> map(items(13_000), atMost(300), i -> policy.call(() -> served(i)))));
    }

    @Test
    void inCallsThatClaimSeveralLimits() throws Exception {
      Claim both = limit.claim().and(atMost(150));
      nearTheServer(
          sizesDuring(() -> map(items(13_000), atMost(300), i -> both.call(() -> served(i)))));
    }

    @Test
    void inTasksOfAScope() throws Exception {
      nearTheServer(
          sizesDuring(() ->
              map(
                  items(13_000),
                  atMost(300),
                  i -> scope(s -> limit.start(s, () -> served(i)).get()))));
    }

    @Test
    void inSeveralUsersTogether() throws Exception {
      nearTheServer(
          sizesDuring(() ->
              all(
                  () -> map(items(6_500), limit, i -> served(i)),
                  () -> map(items(6_500), atMost(100), i -> limit.call(() -> served(i))),
                  (a, b) -> null)));
    }
  }

  @Nested
  class AServerThatChanges {
    private List<Integer> sizes() throws InterruptedException {
      return sizesDuring(() ->
          all(
              () -> map(items(20_000), limit, i -> served(i)),
              () -> {
                sleep(ofSeconds(3));
                server.resize(10);
                sleep(ofSeconds(3));
                server.resize(30);
                return null;
              },
              (results, _) -> results));
    }

    @Test
    void isFollowedDownAndUp() throws Exception {
      List<Integer> sizes = sizes();
      assertThat(settled(sizes, ofSeconds(2), ofSeconds(3))).isBetween(31, 48);
      assertThat(settled(sizes, ofSeconds(4), ofSeconds(6))).isBetween(11, 20);
      assertThat(settled(sizes, ofSeconds(7), ofSeconds(8))).isBetween(31, 48);
      assertThat(sizes).allMatch(size -> size >= 2 && size <= 200);
    }

    @Test
    void isKeptBusyAllTheTime() throws Exception {
      sizes();
      // 9,000 in 3 s, 3,000 in 3 s, and the other 8,000 in 2.67 s, if it is never idle
      assertThat(time.elapsed()).isBetween(ofMillis(8_660), ofMillis(9_300));
    }
  }

  @Nested
  class AnswersAtOnce {
    private final class Busy extends IOException implements RetryAfter {
      private static final long serialVersionUID = 1L;

      @Override
      public @Nullable Duration retryAfter() {
        return null;
      }
    }

    private void to(Exception refusal, int size) {
      limit.resize(100);
      assertThatThrownBy(() -> time.run(() -> limit.call(() -> fail(refusal)))).isSameAs(refusal);
      assertThat(limit.capacity()).isEqualTo(size);
    }

    @Test
    void toARefusal() {
      to(new RejectedExecutionException("full"), 70);
      to(new Rejected("limit \"of the server\"", "takes no more", 1, 1, 0), 70);
      to(new Busy(), 70);
    }

    @Test
    void toATimeout() {
      to(new TimeoutException("too late"), 70);
      to(new SocketTimeoutException("too late"), 70);
    }

    @Test
    void butNotToAnotherFailureWhichMayBeQuick() {
      to(new IOException("not found"), 100);
      to(new InterruptedException(), 100);
    }

    @Test
    void toADeadlineInsideOfTheWork() {
      limit.resize(100);
      Task<String, RuntimeException> slow =
          () -> limit.call(() -> within(ofMillis(5), () -> untilTheDeadline()));
      assertThatThrownBy(() -> time.run(slow)).isInstanceOf(DeadlineExceeded.class);
      assertThat(limit.capacity()).isEqualTo(70);
    }

    @Test
    void butNotToAWaitThatTheDeadlineDidNotLetBegin() {
      limit.resize(100);
      Task<String, RuntimeException> tooLong =
          () -> limit.call(() -> within(ofMillis(5), () -> after(6, "never")));
      assertThatThrownBy(() -> time.run(tooLong)).isInstanceOf(DeadlineExceeded.class);
      assertThat(limit.capacity()).isEqualTo(100);
    }

    @Test
    void toADeadlineAroundACallATaskAndAnElement() {
      for (Task<?, ?> work : uses(() -> untilTheDeadline())) {
        limit.resize(100);
        assertThatThrownBy(() -> time.run(() -> within(ofMillis(5), work)))
            .isInstanceOf(DeadlineExceeded.class);
        assertThat(limit.capacity()).isEqualTo(70);
      }
    }

    @Test
    void butNotToACancel() throws Exception {
      for (Task<?, ?> work : uses(() -> untilTheDeadline())) {
        limit.resize(100);
        time.run(() -> race(work, () -> after(5, "won")));
        assertThat(limit.capacity()).isEqualTo(100);
      }
    }

    @Test
    void toAFailureThatAMapTookForAnAnswer() throws Exception {
      limit.resize(100);
      time.run(() -> mapSettled(List.of(1), limit, _ -> fail(new TimeoutException("too late"))));
      assertThat(limit.capacity()).isEqualTo(70);
    }

    private List<Task<?, ?>> uses(Task<String, RuntimeException> work) {
      return List.of(
          () -> limit.call(work),
          () -> limit.claim().and(atMost(1)).call(work),
          () -> scope(s -> limit.start(s, work).get()),
          () -> map(List.of(1), limit, _ -> work.run()));
    }
  }

  @Nested
  class Counts {
    private final Limit single = Limit.adaptive(1, 10);

    private void calls(int count) throws InterruptedException {
      for (int i = 0; i < count; i++) {
        time.run(() -> single.call(() -> after(1, "done")));
      }
    }

    @Test
    void tenPiecesOfWorkForARoundAtLeast() throws Exception {
      calls(19);
      assertThat(single.capacity()).isEqualTo(1);
      calls(1);
      assertThat(single.capacity()).isEqualTo(2);
    }

    @Test
    void theElementsOfAMapAndNotItsWorkers() throws Exception {
      time.run(() -> map(items(9), single, i -> after(1, i)));
      time.run(() -> map(items(9), single, i -> after(1, i)));
      calls(1);
      assertThat(single.capacity()).isEqualTo(1);
      calls(1);
      assertThat(single.capacity()).isEqualTo(2);
    }
  }

  @Nested
  class ALimitThatIsNotUsed {
    @Test
    void doesNotGrow() throws Exception {
      limit.resize(40);
      time.run(() -> map(items(2_000), atMost(19), i -> limit.call(() -> served(i))));
      assertThat(limit.capacity()).isEqualTo(40);
    }
  }

  @Nested
  class ItsUsers {
    @Test
    void areNeverMoreThanItsMost() throws Exception {
      var narrow = Limit.adaptive(1, 12);
      var inFlight = new InFlight();
      time.run(() -> map(items(3_000), narrow, i -> inFlight.during(() -> served(i))));
      assertThat(inFlight.most()).isEqualTo(12);
      assertThat(narrow.capacity()).isBetween(6, 12);
    }

    @Test
    void getAllOfAClaimThatIsLargerThanItIsNow() throws Exception {
      assertThat(time.run(() -> limit.claim(50).call(limit::inUse))).isEqualTo(50);
      assertThat(limit.inUse()).isZero();
    }

    @Test
    void giveTheirPermitsBackHoweverTheyEnd() throws Exception {
      Throwable failed =
          catchThrowable(() ->
              time.run(() ->
                  map(
                      items(500),
                      limit,
                      i -> i == 400 ? fail(new IOException("down")) : served(i))));
      assertThat(failed).hasMessage("down");
      Interrupted.atEveryStep(
          List.of(1, 2, 3), () -> map(List.of(1, 2, 3), limit, i -> after(1, i)));
      Interrupted.atEveryStep("a", () -> limit.call(() -> after(1, "a")));
      assertThat(limit.inUse() + limit.waiting()).isZero();
    }
  }
}
