package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Stalled;
import dev.meanwhile.testing.LeakGuard;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One at a time, and nobody waits in vain. */
@ExtendWith(LeakGuard.class)
class TurnstileTest {
  /** What a turnstile promises. */
  interface Gate {
    void enter(TaskNode task) throws InterruptedException;

    void leave(TaskNode task);

    static Gate ofTurnstile() {
      var turnstile = new Turnstile();
      return new Gate() {
        @Override
        public void enter(TaskNode task) throws InterruptedException {
          turnstile.enter(task);
        }

        @Override
        public void leave(TaskNode task) {
          turnstile.leave(task);
        }
      };
    }
  }

  /** Counts without any protection but the gate's. */
  private static final class Counter {
    private int count;

    private void increment() {
      int before = count;
      Thread.yield();
      count = before + 1;
    }
  }

  private static Fork<Integer, InterruptedException> visitor(
      TaskGroup group, Gate gate, int visits, Counter counter) {
    return group.fork(() -> {
      TaskNode self = TaskNode.running();
      for (int visit = 0; visit < visits; visit++) {
        gate.enter(self);
        try {
          counter.increment();
        } finally {
          gate.leave(self);
        }
      }
      return visits;
    });
  }

  @Nested
  class MutualExclusion {
    private void letsInOneAtATime(Supplier<Gate> gates) throws InterruptedException {
      for (int round = 0; round < 20; round++) {
        var counter = new Counter();
        Gate gate = gates.get();
        try (TaskGroup group = TaskGroup.open("test", null, Rule.COLLECT)) {
          for (int i = 0; i < 6; i++) {
            visitor(group, gate, 100, counter);
          }
          group.join();
        }
        assertThat(counter.count).as("visits that were counted").isEqualTo(600);
      }
    }

    @Test
    void isKept() throws Exception {
      letsInOneAtATime(Gate::ofTurnstile);
    }

    @Test
    void theSameCheckCatchesATurnstileThatChecksThenActs() {
      assertThatThrownBy(() -> letsInOneAtATime(BrokenTurnstile.ChecksThenActs::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("visits that were counted");
    }
  }

  @Nested
  class Interrupts {
    /** Some of those who wait are interrupted; the others must all come through. */
    private void loseNobody(Supplier<Gate> gates) throws InterruptedException {
      for (int round = 0; round < 150; round++) {
        Gate gate = gates.get();
        var victims = new ArrayList<Fork<?, ?>>();
        var patient = new ArrayList<Fork<Integer, InterruptedException>>();
        try (TaskGroup group = TaskGroup.open("test", null, Rule.COLLECT)) {
          var inside = new CountDownLatch(1);
          var everybodyCame = new CountDownLatch(1);
          holder(group, gate, inside, everybodyCame, victims, round % 2 == 0);
          inside.await();
          for (int i = 0; i < 3; i++) {
            victims.add(visitor(group, gate, 1, new Counter()));
            patient.add(visitor(group, gate, 1, new Counter()));
          }
          untilWaiting(victims);
          untilWaiting(patient);
          everybodyCame.countDown();
          group.join();
        }
        assertThat(patient).allSatisfy(visitor -> assertThat(visitor.value()).isEqualTo(1));
      }
    }

    /** Leaves while the victims wake from their interrupt. */
    private static void holder(
        TaskGroup group,
        Gate gate,
        CountDownLatch inside,
        CountDownLatch everybodyCame,
        Iterable<Fork<?, ?>> victims,
        boolean yielding) {
      group.fork(() -> {
        gate.enter(TaskNode.running());
        inside.countDown();
        everybodyCame.await();
        victims.forEach(victim -> victim.thread().interrupt());
        if (yielding) {
          Thread.yield();
        }
        gate.leave(TaskNode.running());
        return 0;
      });
    }

    private static void untilWaiting(Iterable<? extends Fork<?, ?>> visitors) {
      for (Fork<?, ?> visitor : visitors) {
        while (visitor.waiting() == null) {
          Thread.yield();
        }
      }
    }

    @Test
    void loseNobodyWhoWaits() throws Exception {
      loseNobody(Gate::ofTurnstile);
    }

    @Test
    void theSameCheckCatchesATurnstileThatDropsAWakeUp() {
      assertThatThrownBy(() -> loseNobody(BrokenTurnstile.DropsAWakeUp::new))
          .isInstanceOf(Stalled.class);
    }

    @Test
    void onEntryRefuseTheVisit() throws Exception {
      var turnstile = new Turnstile();
      LoneTask holder = LoneTask.onRealTime();
      turnstile.enter(holder);
      LoneTask second = LoneTask.onRealTime();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> turnstile.enter(second)).isInstanceOf(InterruptedException.class);

      turnstile.leave(holder);
      turnstile.enter(second);
      turnstile.leave(second);
    }
  }
}
