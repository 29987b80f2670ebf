package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The idle counter: how many tasks are awake, and what happens when none is. */
class RunTest {
  private final AtomicInteger idle = new AtomicInteger();
  private final LoneTask task = LoneTask.on(new CountingIdle(idle));
  private final Run run = task.run();

  @Nested
  class TheFirstTask {
    @Test
    void isAwakeFromTheStart() {
      assertThat(run.isIdle()).isFalse();
      run.rest();
      assertThat(run.isIdle()).isTrue();
    }

    @Test
    void thatParksAsTheLastTellsTheClock() {
      run.rise();
      run.park(false);
      assertThat(idle.get()).isZero();
      run.park(false);
      assertThat(idle.get()).isEqualTo(1);
      run.wake(false);
      assertThat(run.isIdle()).isFalse();
      assertThat(idle.get()).isEqualTo(1);
    }

    @Test
    void thatEndsAsTheLastTellsTheClock() {
      run.rise();
      run.rest();
      assertThat(idle.get()).isZero();
      run.rest();
      assertThat(idle.get()).isEqualTo(1);
    }
  }

  @Nested
  class Escapes {
    private final AtomicInteger escapes = new AtomicInteger(-1);
    private final Run counted = LoneTask.on(new RememberingEscapes(escapes)).run();

    @Test
    void areTheWaitsThatTimeOrSomethingOutsideMayEnd() {
      counted.rise();
      counted.rise();
      counted.park(true);
      counted.park(false);
      counted.park(true);

      assertThat(escapes.get()).isEqualTo(2);
    }

    @Test
    void includeTheTasksThatWaitForAPermit() {
      counted.expect();
      counted.park(false);

      assertThat(escapes.get()).isEqualTo(1);
    }

    @Test
    void areGoneWhenTheTaskIsAwakeAgain() {
      counted.rise();
      counted.park(true);
      counted.wake(true);
      counted.rest();
      counted.park(false);

      assertThat(escapes.get()).isZero();
    }

    @Test
    void ofAWaitAreThoseWithATime() {
      var clock = new EndingAtOnce(new ArrayList<>());
      LoneTask waiting = LoneTask.on(clock);

      new Wait(waiting, WaitReason.SLEEP, null, 5).await();
      new Wait(waiting, WaitReason.TURN, null, Timekeeper.NEVER).await();

      assertThat(clock.escapes()).containsExactly(1, 0);
      waiting.run().rest();
      assertThat(waiting.run().isIdle()).isTrue();
    }
  }

  @Nested
  class ManyThreads {
    @Test
    void countEveryTaskOnce() throws Exception {
      Crowd.rounds(
          4,
          1_000,
          () -> LoneTask.on(new CountingIdle(new AtomicInteger())).run(),
          (shared, number) -> {
            shared.rise();
            shared.park(number % 2 == 0);
            shared.wake(number % 2 == 0);
            shared.rest();
          },
          shared -> {
            assertThat(shared.isIdle()).isFalse();
            shared.rest();
            assertThat(shared.isIdle()).isTrue();
          });
    }
  }

  @Test
  void numbersAreUniqueInTheRunAndRunsInTheProcess() throws Exception {
    var seen = ConcurrentHashMap.<Long>newKeySet();
    Crowd.rounds(
        4, 200, () -> run, (shared, _) -> assertThat(seen.add(shared.nextId())).isTrue(), _ -> {});

    assertThat(seen).hasSize(800);
    assertThat(LoneTask.onRealTime().run().number()).isNotEqualTo(run.number());
  }

  /** Keeps the number that came with the last idle moment. */
  private record RememberingEscapes(AtomicInteger escapes) implements Timekeeper {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void park(Wait wait) {
      LockSupport.park(wait);
    }

    @Override
    public Alarm alarm(long at, Runnable ring) {
      return () -> {};
    }

    @Override
    public boolean idle(Run run, int count) {
      escapes.set(count);
      return true;
    }
  }

  /** Every wait is over as soon as the thread parks. */
  private record EndingAtOnce(List<Integer> escapes) implements Timekeeper {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void park(Wait wait) {
      wait.expire();
    }

    @Override
    public Alarm alarm(long at, Runnable ring) {
      return () -> {};
    }

    @Override
    public boolean idle(Run run, int count) {
      escapes.add(count);
      return true;
    }
  }
}
