package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.named;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.shield;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.unless;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.DeadlinePassed;
import dev.meanwhile.observe.TaskEvent.DeadlineSet;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.StragglerFound;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.testing.LeakGuard;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of a cancel: who, why, because of whom. */
@ExtendWith(LeakGuard.class)
class CancelEventTest extends EventFixture {
  @Nested
  class OfACancel {
    private List<CancelReason> reasons(String path) {
      long task = events.task(path);
      return events.of(CancelAsked.class).stream()
          .filter(e -> e.task() == task)
          .map(CancelAsked::reason)
          .toList();
    }

    private long by(String path) {
      long task = events.task(path);
      return events.of(CancelAsked.class).stream()
          .filter(e -> e.task() == task)
          .findFirst()
          .orElseThrow()
          .by();
    }

    @Test
    void nameTheSiblingThatFailed() {
      observeFailing(() -> all(() -> after(20), named("bad", () -> failAfter(10)), Integer::sum));

      assertThat(reasons("test/all[0]")).containsExactly(CancelReason.SIBLING_FAILED);
      assertThat(by("test/all[0]")).isEqualTo(events.task("test/bad"));
      assertThat(events.ended("test/all[0]").ending()).isEqualTo(Ending.CANCELLED);
      assertThat(events.story(events.task("test/all[0]")))
          .containsExactly(
              "created", "started", "SLEEP", "told SIBLING_FAILED", "INTERRUPTED", "CANCELLED");
    }

    @Test
    void nameTheWinnerOfTheRace() throws Exception {
      observe(() -> race(() -> after(20), () -> after(10)));

      assertThat(reasons("test/race[0]")).containsExactly(CancelReason.RACE_WON);
      assertThat(by("test/race[0]")).isEqualTo(events.task("test/race[1]"));
    }

    @Test
    void areMadeForNoTaskBecauseOfItsOwnEnd() throws Exception {
      observe(() -> any(() -> after(20), () -> after(10)));
      observe(() -> within(ofMillis(20), () -> after(10)));
      observeFailing(() -> all(() -> after(20), () -> failAfter(10), Integer::sum));

      assertThat(events.of(CancelAsked.class)).noneMatch(e -> e.by() == e.task());
    }

    @Test
    void sayThatTheBodyFailed() {
      observeFailing(() ->
          scope(s -> {
            s.start("a", () -> after(20));
            return failAfter(10);
          }));

      assertThat(reasons("test/a")).containsExactly(CancelReason.BODY_FAILED);
    }

    @Test
    void sayThatTheCallerWasInterrupted() {
      Thread caller = Thread.currentThread();

      observeFailing(() ->
          all(
              named(
                  "a",
                  () -> {
                    caller.interrupt();
                    new CountDownLatch(1).await();
                    return 1;
                  }),
              () -> 1,
              Integer::sum));

      assertThat(reasons("test/a")).containsExactly(CancelReason.INTERRUPTED);
      assertThat(by("test/a")).isZero();
    }

    @Test
    void sayThatASignalFired() {
      observeFailing(() ->
          unless(
              CancelSignal.after(ofMillis(10)),
              named("page", () -> all(List.of(named("a", () -> after(20)))))));

      assertThat(reasons("test/page/a")).containsExactly(CancelReason.SIGNAL);
      assertThat(by("test/page/a")).isZero();
      assertThat(events.ended("test/page/a").ending()).isEqualTo(Ending.CANCELLED);
      assertThat(events.story(events.root())).contains("told SIGNAL");
    }

    @Test
    void doNotReachBehindAShield() {
      observeFailing(() ->
          within(
              ofMillis(10),
              () -> shield(ofMillis(100), () -> all(List.of(named("a", () -> after(20)))))));

      assertThat(events.story(events.root())).contains("told DEADLINE");
      assertThat(reasons("test/a")).isEmpty();
      assertThat(events.ended("test/a").ending()).isEqualTo(Ending.OK);
    }

    @Test
    void goDownTheTree() {
      observeFailing(() ->
          all(
              named("deep", () -> all(List.of(() -> all(List.of(() -> after(20)))))),
              named("bad", () -> failAfter(10)),
              List::of));

      for (String path : List.of("test/deep", "test/deep/all[0]", "test/deep/all[0]/all[0]")) {
        assertThat(reasons(path)).containsExactly(CancelReason.SIBLING_FAILED);
        assertThat(by(path)).isEqualTo(events.task("test/bad"));
        assertThat(events.ended(path).ending()).isEqualTo(Ending.CANCELLED);
      }
    }
  }

  @Nested
  class OfADeadline {
    @Test
    void sayWhenItWasSetAndThatItPassed() {
      var busy = atMost(1);

      observeFailing(() ->
          all(
              () -> map(List.of(100), busy, CancelEventTest::after),
              named(
                  "impatient",
                  () -> {
                    sleep(ofMillis(10));
                    return within(
                        ofMillis(20), () -> map(List.of(1), busy, CancelEventTest::after));
                  }),
              List::of));

      long task = events.task("test/impatient");
      assertThat(events.only(DeadlineSet.class))
          .isEqualTo(new DeadlineSet(runNumber(), millis(10), task, millis(20)));
      assertThat(events.only(DeadlinePassed.class))
          .isEqualTo(new DeadlinePassed(runNumber(), millis(30), task));
      assertThat(events.of(CancelAsked.class))
          .anyMatch(e -> e.task() == task && e.reason() == CancelReason.DEADLINE);
    }

    @Test
    void theTasksThatItCutOffTimedOut() {
      var busy = atMost(1);

      observeFailing(() ->
          all(
              () -> map(List.of(100), busy, CancelEventTest::after),
              () -> {
                sleep(ofMillis(10));
                return within(
                    ofMillis(20),
                    () ->
                        scope(s ->
                            s.start("slow", () -> map(List.of(1), busy, CancelEventTest::after))
                                .get()));
              },
              List::of));

      long slow = events.task("test/all[1]/slow");
      assertThat(events.story(slow))
          .startsWith("created", "started", "JOIN", "told DEADLINE")
          .endsWith("TIMED_OUT");
    }

    private long runNumber() {
      return events.only(RunBegan.class).run();
    }
  }

  @Nested
  class OfAStraggler {
    @Test
    void isFoundOnceAndEndsLater() throws Exception {
      var started = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      var thread = new AtomicReference<Thread>();

      try (var registration = events.install()) {
        assertThat(registration).isNotNull();
        assertThatThrownBy(() ->
                scope(
                    Grace.of(ZERO),
                    s -> {
                      s.start(
                          "stubborn",
                          () -> {
                            thread.set(Thread.currentThread());
                            started.countDown();
                            ignoringInterrupts(open);
                            return 1;
                          });
                      started.await();
                      return failAfter(0);
                    }))
            .isNotNull();
        long stubborn = events.task("stubborn");
        assertThat(events.only(StragglerFound.class).task()).isEqualTo(stubborn);
        assertThat(events.of(TaskEnded.class)).noneMatch(e -> e.task() == stubborn);

        open.countDown();
        thread.get().join();
        assertThat(events.ended("stubborn").ending()).isEqualTo(Ending.CANCELLED);
      }
    }

    @Test
    void mayStartNothingMoreAndWhatItTriedHasEnded() throws Exception {
      var started = new CountDownLatch(1);
      var open = new CountDownLatch(1);
      var thread = new AtomicReference<Thread>();
      var refusal = new AtomicReference<Throwable>();

      try (var registration = events.install()) {
        assertThat(registration).isNotNull();
        assertThatThrownBy(() ->
                scope(
                    Grace.of(ZERO),
                    s -> {
                      s.start(() -> {
                        thread.set(Thread.currentThread());
                        started.countDown();
                        ignoringInterrupts(open);
                        refusal.set(catchThrowable(() -> s.start("late", () -> 1)));
                        return 1;
                      });
                      started.await();
                      return failAfter(0);
                    }))
            .isNotNull();
        open.countDown();
        thread.get().join();

        assertThat(refusal.get()).isInstanceOf(Misuse.class).hasMessageContaining("has ended");
        assertThat(events.ended("late").ending()).isEqualTo(Ending.CANCELLED);
      }
    }

    private static void ignoringInterrupts(CountDownLatch open) {
      while (true) {
        try {
          open.await();
          return;
        } catch (InterruptedException ignored) {
          // stubborn
        }
      }
    }
  }
}
