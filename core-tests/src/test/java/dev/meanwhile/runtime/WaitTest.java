package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A wait ends in one way, and whoever ends it counts the task as awake. */
class WaitTest {
  private static final int ROUNDS = 3_000;

  /** What a wait promises. */
  interface Parking {
    void await();

    void release();

    void expire();

    void interrupt();

    static Parking ofWait(TaskNode node) {
      Wait wait = new Wait(node, WaitReason.RESULT, null, Timekeeper.NEVER);
      return new Parking() {
        @Override
        public void await() {
          wait.await();
        }

        @Override
        public void release() {
          wait.release(null);
        }

        @Override
        public void expire() {
          wait.expire();
        }

        @Override
        public void interrupt() {
          wait.interrupt();
        }
      };
    }
  }

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  @Nested
  class EndedByManyThreadsAtOnce {
    /** One wait: the thread that waits made it, the others end it. */
    private static final class Round {
      private final LoneTask task = LoneTask.onRealTime();
      private final AtomicReference<Parking> parking = new AtomicReference<>();

      private void act(int number, Function<TaskNode, Parking> waits) {
        if (number == 0) {
          parking.set(waits.apply(task));
          parking.get().await();
          return;
        }
        Parking shared = parking.get();
        while (shared == null) {
          Thread.yield();
          shared = parking.get();
        }
        switch (number) {
          case 1 -> shared.release();
          case 2 -> shared.expire();
          default -> shared.interrupt();
        }
      }

      private void check() {
        task.run().rest();
        assertThat(task.run().isIdle()).as("counted as awake exactly once").isTrue();
      }
    }

    private void countsOnce(Function<TaskNode, Parking> waits) throws InterruptedException {
      Crowd.rounds(
          4, ROUNDS, Round::new, (round, number) -> round.act(number, waits), Round::check);
    }

    @Test
    void itCountsTheTaskAsAwakeOnce() throws Exception {
      countsOnce(Parking::ofWait);
    }

    @Test
    void theSameCheckCatchesAWaitThatChecksThenActs() {
      assertThatThrownBy(() -> countsOnce(BrokenWait.ChecksThenActs::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("counted as awake exactly once");
    }
  }

  @Nested
  class HandedFromOneToAnother {
    /** Two tasks of which one is always awake. */
    private void isNeverIdle(Function<TaskNode, Parking> waits) throws InterruptedException {
      var idle = new AtomicInteger();
      LoneTask task = LoneTask.on(new CountingIdle(idle));
      task.run().rise();
      for (int round = 0; round < 500 && idle.get() == 0; round++) {
        var own = new Parking[2];
        var second = new AtomicReference<Thread>();
        own[0] = waits.apply(task);
        Thread partner =
            Thread.ofPlatform()
                .start(() -> {
                  own[1] = waits.apply(task);
                  own[0].release();
                  own[1].await();
                });
        second.set(partner);
        own[0].await();
        own[1].release();
        partner.join();
      }
      assertThat(idle.get()).as("moments at which nobody was counted as awake").isZero();
    }

    @Test
    void theRunIsNeverIdle() throws Exception {
      isNeverIdle(Parking::ofWait);
    }

    @Test
    void theSameCheckCatchesAWaitThatIsCountedWhenItWakes() {
      assertThatThrownBy(() -> isNeverIdle(BrokenWait.CountsWhenItWakes::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("nobody was counted as awake");
    }
  }

  @Nested
  class Interrupts {
    private final LoneTask task = LoneTask.onRealTime();
    private final Wait wait = new Wait(task, WaitReason.SLEEP, null, Timekeeper.NEVER);

    @Test
    void beforeTheWaitEndItAtOnceAndTheFlagIsCleared() {
      Thread.currentThread().interrupt();

      assertThat(wait.await()).isEqualTo(WaitEnd.INTERRUPTED);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void thatComeAfterTheReleaseKeepTheFlag() {
      wait.release(null);
      Thread.currentThread().interrupt();

      assertThat(wait.await()).isEqualTo(WaitEnd.RELEASED);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void ofTheThreadAndOfTheWaitAreOneInterrupt() {
      Thread.currentThread().interrupt();
      wait.interrupt();

      assertThat(wait.await()).isEqualTo(WaitEnd.INTERRUPTED);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void byACancelThatCameBeforeEndItAtOnce() {
      task.cancel(Cancel.INTERRUPTED);

      assertThat(wait.await()).isEqualTo(WaitEnd.INTERRUPTED);
    }

    @Test
    void ofAThreadThatRunsNoTaskEndItToo() {
      Wait outside = new Wait(null, WaitReason.SLEEP, null, Timekeeper.NEVER);
      Thread.currentThread().interrupt();

      assertThat(outside.await()).isEqualTo(WaitEnd.INTERRUPTED);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Nested
  class TheFirstEnd {
    @Test
    void isTheEnd() {
      Wait wait = new Wait(LoneTask.onRealTime(), WaitReason.SLEEP, null, Timekeeper.NEVER);
      assertThat(wait.isOver()).isFalse();
      wait.expire();
      wait.release(null);
      wait.interrupt();

      assertThat(wait.isOver()).isTrue();
      assertThat(wait.await()).isEqualTo(WaitEnd.TIMED_OUT);
    }

    @Test
    void namesWhoReleasedIt() {
      LoneTask task = LoneTask.onRealTime();
      Wait wait = new Wait(task, WaitReason.RESULT, null, Timekeeper.NEVER);
      LoneTask first = LoneTask.onRealTime();
      wait.release(first);
      wait.release(LoneTask.onRealTime());

      assertThat(wait.releaser()).isSameAs(first);
    }
  }
}
