package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadyStepsInterleavingsTest {

  /** Steps of a run, threads that work on them, and one that is on its way. */
  public static class Steps {
    private static final int MOST = 8;

    private final ReadySteps ready = new ReadySteps(MOST);
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger coming = new AtomicInteger();
    private final BitSet taken = new BitSet();

    public Steps() {
      leave();
    }

    /** A thread at work has made a step ready. */
    @Operation
    public void leave() {
      ready.add(added.incrementAndGet());
      coming.addAndGet(ready.lacking());
    }

    /** A thread at work has ended a step, and looks for another. */
    @Operation
    public void goOn() {
      take(ready.take());
      coming.addAndGet(ready.lacking());
    }

    /** The thread that was on its way has come. */
    @Operation
    public void come() {
      coming.decrementAndGet();
      take(ready.takeFirst());
      coming.addAndGet(ready.lackingMore());
    }

    private synchronized void take(int step) {
      if (step != ReadySteps.NONE) {
        if (taken.get(step)) {
          throw new AssertionError("taken twice");
        }
        taken.set(step);
      }
    }

    @Validate
    public void noneIsLeftAlone() {
      boolean alone = coming.get() == 0;
      for (int step = ready.take(); step != ReadySteps.NONE; step = ready.take()) {
        take(step);
        if (alone) {
          throw new AssertionError("left alone");
        }
      }
      if (taken.cardinality() != added.get()) {
        throw new AssertionError("lost");
      }
    }
  }

  @Test
  void noStepIsLeftWithoutAThread() {
    comingAndLeaving(Steps.class).hold();
  }

  @Test
  void noStepIsLostOrTakenTwice() {
    leavingAndGoingOn(Steps.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatDoesNotSayThatItHasComeLeavesAStepAlone() {
      Class<?> twin = Twin.of(Steps.class, ReadySteps.class, "COMING.getAndAdd(this, -1);", "");

      comingAndLeaving(twin).doNotHold("left alone");
    }

    @Test
    void thatClaimsAPlaceInTwoMovesLosesAStep() {
      Class<?> twin =
          Twin.of(
              Steps.class,
              ReadySteps.class,
              "(int) ADDED.getAndAdd(this, 1);",
              "added; added = place + 1;");

      leavingAndGoingOn(twin).doNotHold("lost");
    }

    @Test
    void thatTakesWithoutComparingTakesAStepTwice() {
      Class<?> twin =
          Twin.of(
              Steps.class,
              ReadySteps.class,
              "TAKEN.compareAndSet(this, place, place + 1)",
              "(taken = place + 1) > 0");

      leavingAndGoingOn(twin).doNotHold("taken twice");
    }
  }

  private static Interleavings comingAndLeaving(Class<?> steps) {
    return Interleavings.of(steps).thread("come").thread("goOn", "leave");
  }

  private static Interleavings leavingAndGoingOn(Class<?> steps) {
    return Interleavings.of(steps).thread("goOn", "leave").thread("leave", "goOn");
  }
}
