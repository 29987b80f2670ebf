package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CellInterleavingsTest {

  /** Results for one cell, and those who wait for one. */
  public static class Results {
    private final Cell cell = new Cell();
    private final AtomicInteger taken = new AtomicInteger();

    @Operation
    public void settleA() {
      settle("A");
    }

    @Operation
    public void settleB() {
      settle("B");
    }

    private void settle(String result) {
      if (cell.settle(result, null)) {
        taken.incrementAndGet();
      }
    }

    @Operation
    public void get() {
      Wait wait = begin();
      if (!cell.enlist(wait)) {
        wait.release(null);
      }
      wait.await();
      if (cell.result() == null) {
        throw new AssertionError("released without a result");
      }
    }

    /** A wait that ends early stays in the chain. */
    @Operation
    public void giveUp() {
      Wait wait = begin();
      cell.enlist(wait);
      wait.expire();
      wait.await();
    }

    private Wait begin() {
      return new Wait(null, WaitReason.RESULT, cell, Timekeeper.NEVER);
    }

    @Validate
    public void oneResultIsTaken() {
      if (taken.get() != 1) {
        throw new AssertionError(taken + " results were taken");
      }
    }
  }

  @Test
  void ofTwoResultsOneIsTaken() {
    twoResults(Results.class).hold();
  }

  @Test
  void whoWaitsIsReleasedByTheResult() {
    twoWaits(Results.class).hold();
  }

  @Test
  void whoGivesUpTakesNobodyAlong() {
    Interleavings.of(Results.class).thread("giveUp", "get").thread("giveUp", "settleA").hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatSettlesWithoutComparingTakesTwoResults() {
      Class<?> twin =
          Twin.of(
              Results.class,
              Cell.class,
              "STATE.compareAndExchange(this, before, result);",
              "before; state = result;");

      twoResults(twin).doNotHold("2 results were taken");
    }

    @Test
    void thatEnlistsWithoutComparingLosesOneWhoWaits() {
      Class<?> twin =
          Twin.of(
              Results.class,
              Cell.class,
              "STATE.compareAndExchange(this, before, wait);",
              "before; state = wait;");

      twoWaits(twin).doNotHold("has hung");
    }
  }

  private static Interleavings twoResults(Class<?> results) {
    return Interleavings.of(results).thread("settleA").thread("settleB");
  }

  private static Interleavings twoWaits(Class<?> results) {
    return Interleavings.of(results).thread("get").thread("get").thread("settleA");
  }
}
