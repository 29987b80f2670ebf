package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.outcome;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static dev.meanwhile.Tasks.after;
import static dev.meanwhile.Tasks.fail;
import static dev.meanwhile.Tasks.failAfter;
import static dev.meanwhile.Tasks.untilInterrupted;
import static dev.meanwhile.Trail.assertUnused;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.testing.LeakGuard;
import dev.meanwhile.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A call under a limit: on the calling thread, first come, first served, given back in any case.
 */
@ExtendWith(LeakGuard.class)
@Timeout(20)
class LimitCallTest {
  private final VirtualTime time = VirtualTime.create();
  private final Trail trail = new Trail();
  private final Limit limit = atMost(1);

  /** Begins to hold the only permit at once, for so long. */
  private Task<String, RuntimeException> holding(int millis) {
    return () -> limit.call(trail.step("holder", millis));
  }

  private <T, X extends Exception> Task<T, X> later(int millis, Task<T, X> task) {
    return () -> {
      sleep(ofMillis(millis));
      return task.run();
    };
  }

  @Nested
  class OnTheCallingThread {
    @Test
    void itRunsOutsideAnyTask() throws Exception {
      Thread ran =
          limit.call(() -> {
            assertThat(limit.inUse()).isEqualTo(1);
            return Thread.currentThread();
          });

      assertThat(ran).isSameAs(Thread.currentThread());
      assertUnused(limit);
    }

    @Test
    void itRunsInATask() throws Exception {
      Task<Boolean, RuntimeException> inATask =
          () -> {
            Thread own = Thread.currentThread();
            return limit.call(() -> Thread.currentThread() == own);
          };

      assertThat(time.run(() -> all(List.of(inATask, inATask)))).containsExactly(true, true);
    }

    @Test
    void itReturnsANull() throws Exception {
      assertThat(limit.<String, RuntimeException>call(() -> null)).isNull();
    }

    @Test
    void nothingRunsWithoutATask() {
      assertThatThrownBy(() -> limit.call(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
      assertThatThrownBy(() -> limit.claim().call(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("task");
    }
  }

  @Nested
  class FirstComeFirstServed {
    @Test
    void inTheOrderInWhichTheyCame() throws Exception {
      var names = new ArrayList<String>();
      var tasks = new ArrayList<Task<String, RuntimeException>>();
      for (int i = 0; i < 30; i++) {
        String name = "n" + i;
        names.add(name);
        tasks.add(later(i, () -> limit.call(trail.step(name, 100))));
      }

      time.run(() -> all(tasks));

      assertThat(trail.steps()).isEqualTo(names);
      assertThat(time.elapsed()).isEqualTo(ofMillis(3_000));
    }

    @Test
    void onSeveralPermits() throws Exception {
      var two = atMost(2);
      var tasks = new ArrayList<Task<Duration, RuntimeException>>();
      for (int i = 0; i < 6; i++) {
        String name = "n" + i;
        tasks.add(
            later(
                i,
                () -> {
                  two.call(trail.step(name, 10));
                  return time.elapsed();
                }));
      }

      var ends = time.run(() -> all(tasks));

      assertThat(ends).extracting(Duration::toMillis).containsExactly(10L, 11L, 20L, 21L, 30L, 31L);
      assertThat(trail.steps()).containsExactly("n0", "n1", "n2", "n3", "n4", "n5");
    }

    @Test
    void fromThreadsThatHaveNothingToDoWithEachOther() throws Exception {
      var open = new CountDownLatch(1);
      var calls = new ArrayList<Outsider>();
      for (int i = 0; i < 10; i++) {
        String name = "n" + i;
        int before = i;
        Task<String, RuntimeException> call =
            () -> {
              trail.add(name);
              open.await();
              return name;
            };
        calls.add(
            Outsider.does(
                () -> limit.call(call), () -> limit.inUse() == 1 && limit.waiting() == before));
      }

      open.countDown();

      assertThat(calls).extracting(Outsider::result).isEqualTo(trail.steps());
      assertThat(trail.steps().getLast()).isEqualTo("n9");
      assertUnused(limit);
    }

    @Test
    void nobodyComesInBetweenTheEndOfOneAndTheStartOfTheNext() throws Exception {
      var tasks =
          List.of(
              holding(10),
              later(1, () -> limit.call(trail.step("waiting", 10))),
              later(10, () -> limit.call(trail.step("newcomer", 10))));

      time.run(() -> all(tasks));

      assertThat(trail.steps()).containsExactly("holder", "waiting", "newcomer");
    }
  }

  @Nested
  class GivenBack {
    @Test
    void whenTheTaskReturned() throws Exception {
      assertThat(limit.call(() -> "a")).isEqualTo("a");

      assertUnused(limit);
    }

    @Test
    void whenTheTaskFailedAsItself() {
      var checked = new IOException();
      var error = new AssertionError();

      assertThatThrownBy(() -> limit.call(() -> fail(checked))).isSameAs(checked);
      assertThatThrownBy(() -> time.run(() -> limit.call(() -> failAfter(5, error))))
          .isSameAs(error);

      assertUnused(limit);
    }

    @Test
    void whenItWasCancelledWhileItRan() throws Exception {
      String winner = time.run(() -> race(() -> after(5, "winner"), holding(1_000)));

      assertThat(winner).isEqualTo("winner");
      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
      assertUnused(limit);
    }

    @Test
    void whenItWasCancelledWhileItWaited() throws Exception {
      var tasks =
          List.of(
              holding(100),
              later(1, () -> race(() -> after(5, "winner"), holding(1_000))),
              later(2, () -> limit.call(trail.step("behind", 10))));

      assertThat(time.run(() -> all(tasks))).containsExactly("holder", "winner", "behind");
      assertThat(trail.steps()).containsExactly("holder", "behind");
      assertThat(time.elapsed()).isEqualTo(ofMillis(110));
    }

    @Test
    void whenADeadlinePassedWhileItRan() {
      assertThatThrownBy(
              () -> time.run(() -> within(ofMillis(20), () -> limit.call(untilStopped()))))
          .isInstanceOf(DeadlineExceeded.class);

      assertThat(time.elapsed()).isEqualTo(ofMillis(20));
      assertUnused(limit);
    }

    @Test
    void whenADeadlinePassedWhileItWaited() throws Exception {
      var late =
          time.run(() ->
              all(
                  holding(100),
                  later(1, () -> outcome(() -> within(ofMillis(20), holding(1)))),
                  (_, waited) -> {
                    assertThat(limit.inUse()).isZero();
                    return waited;
                  }));

      assertThat(late)
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> assertThat(failure.cause()).isInstanceOf(DeadlineExceeded.class));
      assertThat(trail.steps()).containsExactly("holder");
      assertUnused(limit);
    }

    @Test
    void whenItWasInterruptedWhileItRan() throws Exception {
      var inside = new CountDownLatch(1);
      var thread = new Thread[1];
      var outsider =
          Outsider.does(() ->
              limit.call(() -> {
                thread[0] = Thread.currentThread();
                inside.countDown();
                return untilInterrupted();
              }));
      inside.await();

      thread[0].interrupt();

      assertThat(outsider.result()).isInstanceOf(InterruptedException.class);
      assertUnused(limit);
    }

    @Test
    void whenItWasInterruptedWhileItWaited() throws Exception {
      var open = new CountDownLatch(1);
      var holder = Outsider.does(() -> limit.call(() -> awaiting(open)), () -> limit.inUse() == 1);
      var thread = new Thread[1];
      var waiting =
          Outsider.does(
              () -> {
                thread[0] = Thread.currentThread();
                return limit.call(() -> "never");
              },
              () -> limit.waiting() == 1);

      thread[0].interrupt();

      assertThat(waiting.result()).isInstanceOf(InterruptedException.class);
      assertThat(List.of(limit.inUse(), limit.waiting())).containsExactly(1, 0);
      open.countDown();
      assertThat(holder.result()).isEqualTo("open");
      assertUnused(limit);
    }

    @Test
    void andNotEvenTakenByAThreadThatIsInterruptedAlready() {
      Interrupted.onEntry(() -> limit.call(() -> "never"));
      assertThatThrownBy(() ->
              time.run(() -> {
                Thread.currentThread().interrupt();
                return holding(1).run();
              }))
          .isInstanceOf(InterruptedException.class);

      assertThat(trail.steps()).isEmpty();
      assertUnused(limit);
    }

    private Task<String, RuntimeException> untilStopped() {
      return Tasks::untilTheDeadline;
    }

    private static String awaiting(CountDownLatch open) throws InterruptedException {
      open.await();
      return "open";
    }
  }

  @Nested
  class WhatRunsInside {
    @Test
    void isPartOfTheTaskThatCalls() throws Exception {
      var seen = new RecordedEvents();

      seen.during(() ->
          time.run(() ->
              scope(s -> {
                Later<String, RuntimeException> page =
                    s.start(
                        "page", () -> limit.call(() -> all(() -> "a", () -> "b", String::concat)));
                return page.get();
              })));

      long page = seen.task("test/page");
      assertThat(seen.created("test/page/all[0]").parent()).isEqualTo(page);
      assertThat(seen.story(page)).doesNotContain("PERMIT");
    }

    @Test
    void keepsTheDeadlineAroundIt() throws Exception {
      Duration left = time.run(() -> within(ofMillis(50), () -> limit.call(Deadline::remaining)));

      assertThat(left).isEqualTo(ofMillis(50));
    }

    @Test
    void isCancelledWithTheTaskThatCalls() throws Exception {
      Task<String, RuntimeException> loser =
          () -> limit.call(() -> all(() -> after(100, "a"), () -> after(100, "b"), String::concat));

      time.run(() -> race(() -> after(5, "winner"), loser));

      assertThat(time.elapsed()).isEqualTo(ofMillis(5));
      assertUnused(limit);
    }

    @Test
    void mayStartTasksInAScopeAroundIt() throws Exception {
      String both =
          time.run(() ->
              scope(s -> {
                var inside = limit.call(() -> s.start(() -> after(10, "started inside")));
                assertUnused(limit);
                return inside.get();
              }));

      assertThat(both).isEqualTo("started inside");
    }
  }

  @Nested
  class Afterwards {
    @Test
    void itMayBeEnteredAgain() throws Exception {
      String both =
          time.run(() -> limit.call(() -> after(1, "a")) + limit.call(() -> after(1, "b")));

      assertThat(both).isEqualTo("ab");
    }

    @Test
    void alsoWhereTheFirstFailed() throws Exception {
      String second =
          time.run(() -> {
            outcome(() -> limit.call(() -> fail(new IOException())));
            return limit.call(() -> "again");
          });

      assertThat(second).isEqualTo("again");
    }
  }
}
