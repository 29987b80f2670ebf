package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A wait together with the idle counter of its run. */
class WaitInterleavingsTest {

  /** A task waits; others end its waits. */
  public static class Waits {
    final CheckedRun run;
    final BareTask waiter;
    final Cell first = new Cell();
    private final Cell second = new Cell();

    public Waits() {
      this(2);
    }

    Waits(int tasks) {
      run = new CheckedRun(tasks);
      waiter = run.task(0);
    }

    @Operation
    public void waitOnce() {
      await(first);
      waiter.end();
    }

    @Operation
    public void waitTwice() {
      await(first);
      await(second);
      waiter.end();
    }

    @Operation
    public void waitInVain() {
      if (await(first) != WaitEnd.INTERRUPTED) {
        throw new AssertionError("nobody released it");
      }
      waiter.end();
    }

    @Operation
    public void release() {
      BareTask task = run.task(1);
      first.settle("first", task);
      task.end();
    }

    @Operation
    public void releaseTwice() {
      BareTask task = run.task(1);
      first.settle("first", task);
      second.settle("second", task);
      task.end();
    }

    @Operation
    public void cancel() {
      waiter.cancel(Cancel.INTERRUPTED);
      run.task(1).end();
    }

    private WaitEnd await(Cell cell) {
      Wait wait = new Wait(waiter, WaitReason.RESULT, null, Timekeeper.NEVER);
      if (!cell.enlist(wait)) {
        wait.release(null);
      }
      return wait.await();
    }

    @Validate
    public void atTheEndTheRunIsIdle() {
      run.checkIdle();
    }
  }

  /** A wait that two others end. */
  public static class Ends extends Waits {
    public Ends() {
      super(3);
    }

    @Operation
    public void interrupt() {
      waiter.cancel(Cancel.INTERRUPTED);
      run.task(2).end();
    }
  }

  /** A task that waits is told to stop, while something outside the run ends its wait. */
  public static class Tells extends Waits {
    private volatile boolean told;

    @Operation
    public void bringFromOutside() {
      first.settle("first", null);
    }

    @Operation
    public void tell() {
      told = waiter.waiting() != null;
      waiter.cancel(Cancel.INTERRUPTED);
      if (told) {
        run.task(1).end();
      }
    }

    /** Who does not find the task waiting is no case of this, and stays awake. */
    @Override
    public void atTheEndTheRunIsIdle() {
      if (told) {
        super.atTheEndTheRunIsIdle();
      }
    }
  }

  @Test
  void aRunIsNeverIdleWhileATaskGoesOnAfterItsWait() {
    twoWaits(Waits.class).hold();
  }

  @Test
  void aWaitIsEndedOnceAndCountedOnce() {
    twoEnds(Ends.class).hold();
  }

  @Test
  void aCancelEndsEveryWait() {
    aCancel(Waits.class).hold();
  }

  @Test
  void whoToldATaskToStopSeesItAwakeAlsoIfAnotherEndsItsWait() {
    aTold(Tells.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void whoseThreadGoesOnWhenItSeesTheEndLooksIdle() {
      Class<?> twin =
          Twin.of(
              Waits.class,
              Wait.class,
              "while (!counted) {\n      timekeeper.park",
              "while (end == null) {\n      timekeeper.park");

      twoWaits(twin).doNotHold("looks idle while a task is awake");
    }

    @Test
    void thatIsEndedWithoutComparingIsCountedTwice() {
      Class<?> twin =
          Twin.of(
              Ends.class,
              Wait.class,
              "!END.compareAndSet(this, null, how)",
              "end != null || (end = how) == null");

      twoEnds(twin).doNotHold("the idle counter is wrong at the end");
    }

    @Test
    void thatDoesNotLookForACancelMissesIt() {
      Class<?> twin =
          Twin.of(
              Waits.class,
              Wait.class,
              "heedInterrupts(isOfTask() && node.cancelled() != null);",
              "heedInterrupts(false);");

      aCancel(twin).doNotHold("has hung");
    }

    @Test
    void whoseTellerGoesOnBeforeTheEndIsCountedLooksIdle() {
      Class<?> twin = Twin.of(Tells.class, Wait.class, "      awaitCounted();\n", "");

      aTold(twin).doNotHold("looks idle while a task is awake");
    }
  }

  private static Interleavings aTold(Class<?> waits) {
    return Interleavings.of(waits).thread("waitOnce").thread("bringFromOutside").thread("tell");
  }

  private static Interleavings twoWaits(Class<?> waits) {
    return Interleavings.of(waits).thread("waitTwice").thread("releaseTwice");
  }

  private static Interleavings twoEnds(Class<?> waits) {
    return Interleavings.of(waits).thread("waitOnce").thread("release").thread("interrupt");
  }

  private static Interleavings aCancel(Class<?> waits) {
    return Interleavings.of(waits).thread("waitInVain").thread("cancel");
  }
}
