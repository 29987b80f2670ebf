package dev.meanwhile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Cancelled;
import dev.meanwhile.testing.LeakGuard;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cancel and those who register and close at the same moment: each callback runs once. */
@ExtendWith(LeakGuard.class)
class SignalRaceTest {
  private static final int ROUNDS = 2_000;

  /** What a signal promises to those who race. */
  interface Promise {
    /** Fires it; true for the first. */
    boolean fire();

    /** Registers a callback; what is returned closes it. */
    Runnable onCancel(Runnable callback);

    /** Returns when all callbacks that it began have run. */
    default void settle() {}

    static Promise ofManualSignal() {
      var signal = new ManualSignal();
      return new Promise() {
        @Override
        public boolean fire() {
          return signal.fire("enough");
        }

        @Override
        public Runnable onCancel(Runnable callback) {
          return signal.onCancel(callback::run)::close;
        }
      };
    }

    static Promise ofAnySignal() {
      var one = new ManualSignal();
      var other = new ManualSignal();
      var any = dev.meanwhile.CancelSignal.anyOf(one, other);
      return new Promise() {
        @Override
        public boolean fire() {
          other.fire("other");
          return one.fire("one");
        }

        @Override
        public Runnable onCancel(Runnable callback) {
          return any.onCancel(callback::run)::close;
        }
      };
    }

    static Promise ofTask() {
      var task = LoneTask.onRealTime();
      var fired = new AtomicBoolean();
      return new Promise() {
        @Override
        public boolean fire() {
          task.cancel(Cancel.signal("enough"));
          return fired.compareAndSet(false, true);
        }

        @Override
        public Runnable onCancel(Runnable callback) {
          return task.listeners().listen(callback::run, () -> task.cancelled() != null)::close;
        }

        @Override
        public void settle() {
          task.over();
        }
      };
    }
  }

  /** Two fire, the others register. */
  private static final class Registering {
    private final Promise signal;
    private final Queue<AtomicInteger> registered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger first = new AtomicInteger();

    private Registering(Promise signal) {
      this.signal = signal;
    }

    private void act(int number) {
      register();
      if (number < 2 && signal.fire()) {
        first.incrementAndGet();
      }
      register();
    }

    private void register() {
      var runs = new AtomicInteger();
      registered.add(runs);
      signal.onCancel(runs::incrementAndGet);
    }

    private void check() {
      signal.settle();
      assertThat(first).as("first calls").hasValue(1);
      assertThat(registered).as("how often each has run").allMatch(runs -> runs.get() == 1);
    }
  }

  private static void runsEachOnce(Supplier<Promise> signals) throws InterruptedException {
    Crowd.rounds(
        3, ROUNDS, () -> new Registering(signals.get()), Registering::act, Registering::check);
  }

  /** Two register, one fires, and meanwhile the two close. */
  private static final class Closing {
    private final Promise signal;
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger afterwards = new AtomicInteger();
    private volatile boolean firing;

    private Closing(Promise signal) {
      this.signal = signal;
    }

    private void act(int number) {
      if (number == 0) {
        fire();
      } else {
        registerAndClose();
      }
    }

    private void fire() {
      while (registered.get() < 2) {
        Thread.yield();
      }
      firing = true;
      signal.fire();
    }

    private void registerAndClose() {
      var closed = new AtomicBoolean();
      Runnable close = signal.onCancel(() -> run(closed));
      registered.incrementAndGet();
      while (!firing) {
        Thread.yield();
      }
      close.run();
      closed.set(true);
    }

    private void run(AtomicBoolean closed) {
      for (int i = 0; i < 5; i++) {
        Thread.yield();
      }
      if (closed.get()) {
        afterwards.incrementAndGet();
      }
    }

    private void check() {
      signal.settle();
      assertThat(afterwards).as("callbacks that ran on after they were closed").hasValue(0);
    }
  }

  private static void closesInTime(Supplier<Promise> signals) throws InterruptedException {
    Crowd.rounds(3, ROUNDS, () -> new Closing(signals.get()), Closing::act, Closing::check);
  }

  @Nested
  class EachCallbackRunsExactlyOnce {
    @Test
    void ofACancellation() throws Exception {
      runsEachOnce(Promise::ofManualSignal);
    }

    @Test
    void ofAnyOfTwo() throws Exception {
      runsEachOnce(Promise::ofAnySignal);
    }

    @Test
    void ofATask() throws Exception {
      runsEachOnce(Promise::ofTask);
    }

    @Test
    void theSameCheckCatchesASignalThatLosesALateComer() {
      assertThatThrownBy(() -> runsEachOnce(BrokenSignal.LosesALateComer::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("how often each has run");
    }

    @Test
    void theSameCheckCatchesASignalThatFiresTwice() {
      assertThatThrownBy(() -> runsEachOnce(BrokenSignal.FiresTwice::new))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Nested
  class NoCallbackRunsOnAfterItWasClosed {
    @Test
    void ofACancellation() throws Exception {
      closesInTime(Promise::ofManualSignal);
    }

    @Test
    void ofAnyOfTwo() throws Exception {
      closesInTime(Promise::ofAnySignal);
    }

    @Test
    void ofATask() throws Exception {
      closesInTime(Promise::ofTask);
    }

    @Test
    void theSameCheckCatchesASignalThatDoesNotWait() {
      assertThatThrownBy(() -> closesInTime(BrokenSignal.DoesNotWait::new))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ran on after they were closed");
    }
  }

  @Test
  void theReasonIsThatOfTheFirst() throws Exception {
    var seen = new ConcurrentLinkedQueue<String>();

    Crowd.rounds(
        3,
        ROUNDS,
        ManualSignal::new,
        (signal, number) -> {
          if (signal.fire("reason " + number)) {
            seen.add("reason " + number);
          }
        },
        signal -> {
          assertThat(seen).containsExactly(signal.reason());
          assertThatThrownBy(signal::throwIfCancelled)
              .isInstanceOf(Cancelled.class)
              .hasMessage("cancelled: " + signal.reason());
          seen.clear();
        });
  }
}
