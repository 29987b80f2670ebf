package dev.meanwhile;

import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Tasks.after;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What observers see of a limit. */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitEventTest {
  private final VirtualTime time = VirtualTime.create();
  private final RecordedEvents seen = new RecordedEvents();
  private final Limit limit = atMost(1).named("printer");

  /** One task holds the permit for 10 ms, another comes in the middle. */
  private void holderAndWaiter(Task<String, RuntimeException> waiter) throws InterruptedException {
    seen.during(() ->
        time.run(() ->
            scope(s -> {
              s.start("holder", () -> limit.call(() -> after(10, "a")));
              s.start(
                  "waiter",
                  () -> {
                    sleep(ofMillis(5));
                    return waiter.run();
                  });
              return null;
            })));
  }

  private WaitBegan onlyWaitFor(WaitReason reason) {
    return seen.of(WaitBegan.class).stream()
        .filter(wait -> wait.reason() == reason)
        .reduce((_, _) -> {
          throw new AssertionError("more than one wait for " + reason + " in " + seen.all());
        })
        .orElseThrow();
  }

  private WaitEnded endOf(WaitBegan wait) {
    return seen.of(WaitEnded.class).stream()
        .filter(end -> end.waitId() == wait.waitId())
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class AWait {
    @Test
    void isSeenWithWhomItEnded() throws Exception {
      holderAndWaiter(() -> limit.call(() -> "b"));

      WaitBegan wait = onlyWaitFor(WaitReason.PERMIT);
      assertThat(wait.task()).isEqualTo(seen.task("test/waiter"));
      assertThat(wait.at()).isEqualTo(ofMillis(5).toNanos());
      WaitEnded end = endOf(wait);
      assertThat(end.end()).isEqualTo(WaitEnd.RELEASED);
      assertThat(end.releasedBy()).isEqualTo(seen.task("test/holder"));
      assertThat(end.at()).isEqualTo(ofMillis(10).toNanos());
    }

    @Test
    void ofAMutexIsCalledSo() throws Exception {
      var mutex = Mutex.create();
      seen.during(() ->
          time.run(() ->
              scope(s -> {
                s.start("holder", () -> mutex.withLock(() -> after(10, "a")));
                sleep(ofMillis(5));
                s.start("waiter", () -> mutex.withLock(() -> "b"));
                return null;
              })));

      WaitBegan wait = onlyWaitFor(WaitReason.MUTEX);
      assertThat(endOf(wait).releasedBy()).isNotZero().isNotEqualTo(wait.task());
    }

    @Test
    void thatTookTooLongTimedOut() throws Exception {
      holderAndWaiter(() -> {
        try {
          return limit.claim().maxWait(ofMillis(2)).call(() -> "b");
        } catch (Rejected tooLate) {
          return "rejected";
        }
      });

      WaitEnded end = endOf(onlyWaitFor(WaitReason.PERMIT));
      assertThat(end.end()).isEqualTo(WaitEnd.TIMED_OUT);
      assertThat(end.releasedBy()).isZero();
      assertThat(end.at()).isEqualTo(ofMillis(7).toNanos());
    }

    @Test
    void isNoneWhereThereIsAPermit() throws Exception {
      seen.during(() -> time.run(() -> limit.call(() -> "a") + limit.call(() -> "b")));

      assertThat(seen.of(WaitBegan.class)).isEmpty();
    }

    @Test
    void forQuietIsSeenToo() throws Exception {
      holderAndWaiter(() -> {
        limit.awaitIdle();
        return "quiet";
      });

      WaitBegan wait = onlyWaitFor(WaitReason.PERMIT);
      assertThat(wait.task()).isEqualTo(seen.task("test/waiter"));
      assertThat(endOf(wait).at()).isEqualTo(ofMillis(10).toNanos());
    }
  }

  @Nested
  class AStartedTask {
    @Test
    void isCreatedWhenItIsAcceptedAndStartsWhenItHasItsPermit() throws Exception {
      seen.during(() ->
          time.run(() ->
              scope(s -> {
                limit.start(s, () -> after(10, "a"));
                limit.start(s, () -> after(10, "b"));
                return null;
              })));

      long second = seen.task("test/scope[1]");
      assertThat(seen.created("test/scope[1]").at()).isZero();
      assertThat(seen.of(TaskStarted.class))
          .filteredOn(started -> started.task() == second)
          .extracting(TaskEvent::at)
          .containsExactly(ofMillis(10).toNanos());
    }
  }

  @Nested
  class TheUseOfALimit {
    @Test
    void isToldEachTimeItChanges() throws Exception {
      holderAndWaiter(() -> limit.call(() -> after(10, "b")));

      assertThat(seen.of(LimitChanged.class))
          .allMatch(change -> change.limit().equals("limit \"printer\"") && change.capacity() == 1)
          .extracting(change -> List.of(change.inUse(), change.waiting()))
          .startsWith(List.of(1, 0), List.of(1, 1))
          .endsWith(List.of(0, 0))
          .doesNotContain(List.of(0, 1));
    }

    @Test
    void isToldForTheWorkersOfAMap() throws Exception {
      seen.during(() -> time.run(() -> map(List.of(1, 2, 3), limit, i -> after(1, i))));

      assertThat(seen.of(LimitChanged.class))
          .extracting(LimitChanged::inUse)
          .startsWith(1)
          .endsWith(0);
    }
  }
}
