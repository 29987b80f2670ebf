package dev.meanwhile.resilience;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.runtime.BareTask;
import dev.meanwhile.runtime.CheckedRun;
import dev.meanwhile.runtime.Timekeeper;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PacedQueueInterleavingsTest {
  private static final long WINDOW = 10;

  /** Two who want a start, where one may be in each window. */
  public static class Starts {
    private final CheckedRun run = new CheckedRun(2);
    private final PacedQueue queue = new PacedQueue(new Pace.Strict(1, WINDOW));
    private final AtomicLongArray times = new AtomicLongArray(2);

    @Operation
    public void first() {
      start(0);
    }

    @Operation
    public void second() {
      start(1);
    }

    private void start(int index) {
      BareTask task = run.task(index);
      task.begin();
      try {
        queue.start(Timekeeper.NEVER);
        times.set(index, run.nanoTime());
      } catch (InterruptedException stopped) {
        times.set(index, -1);
      }
      task.end();
    }

    @Validate
    public void startsAreAWindowApartAndNoMore() {
      check(times.get(0) + times.get(1) == WINDOW);
    }

    void check(boolean right) {
      if (!right) {
        throw new AssertionError("starts at " + times);
      }
      run.checkIdle();
    }
  }

  /** One start was made already, so that both wait. */
  public static class Leaving extends Starts {
    public Leaving() {
      super.run.task(0).begin();
      super.queue.take(1);
    }

    @Operation
    public void stopTheFirst() {
      super.run.task(0).stop();
      second();
    }

    @Override
    public void startsAreAWindowApartAndNoMore() {
      check(super.times.get(0) == -1 && super.times.get(1) == WINDOW);
    }
  }

  @Test
  void startsAreAWindowApart() {
    twoStarts(Starts.class).hold();
  }

  @Test
  void whoLeavesTheQueueTakesNothingAlong() {
    oneLeaves(Leaving.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatStartsWithoutTheLockStartsTwoInAWindow() {
      Class<?> twin =
          Twin.of(
              Starts.class,
              PacedQueue.class,
              "private synchronized boolean startAlone(",
              "private boolean startAlone(");

      twoStarts(twin).doNotHold("starts at [0, 0]");
    }

    @Test
    void thatWakesNobodyWhenOneLeavesStartsTheNextTooLate() {
      Class<?> twin =
          Twin.of(
              Leaving.class,
              PacedQueue.class,
              "    wakeFrom(index);\n    places.remove(index);\n",
              "    places.remove(index);\n");

      oneLeaves(twin).doNotHold("starts at [-1, 20]");
    }
  }

  private static Interleavings twoStarts(Class<?> starts) {
    return Interleavings.of(starts).thread("first").thread("second");
  }

  private static Interleavings oneLeaves(Class<?> starts) {
    return Interleavings.of(starts).thread("first").thread("stopTheFirst");
  }
}
