package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskNodeInterleavingsTest {

  /** A task opens another, and is cancelled. */
  public static class Cancels {
    private final CheckedRun run = new CheckedRun(2);
    private final BareTask task = run.task(0);
    private final BareTask opened = run.task(1);

    @Operation
    public void open() {
      task.open(opened);
    }

    @Operation
    public void cancel() {
      task.cancel(Cancel.INTERRUPTED);
    }

    @Operation
    public void cancelForAnotherReason() {
      task.cancel(Cancel.BODY_FAILED);
    }

    @Validate
    public void bothAreToldOnce() {
      if (task.rings() != 1 || opened.rings() != 1) {
        throw new AssertionError("told " + task.rings() + " and " + opened.rings() + " times");
      }
      if (opened.cancelled() != task.cancelled()) {
        throw new AssertionError("told of different cancels");
      }
    }
  }

  @Test
  void aCancelReachesWhatIsOpenedMeanwhileOnce() {
    openAndCancel(Cancels.class).hold();
  }

  @Test
  void ofTwoCancelsOneCounts() {
    twoCancels(Cancels.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatLooksForACancelBeforeItOpensMissesOne() {
      Class<?> twin =
          Twin.of(
              Cancels.class,
              TaskNode.class,
              "    open = opened;\n    Cancel before = cancel;\n",
              "    Cancel before = cancel;\n    open = opened;\n");

      openAndCancel(twin).doNotHold("told 1 and 0 times");
    }

    @Test
    void thatCancelsWithoutComparingRingsTwice() {
      Class<?> twin =
          Twin.of(
              Cancels.class,
              TaskNode.class,
              "!CANCEL.compareAndSet(this, (Cancel) null, why)",
              "cancel != null || (cancel = why) == null");

      twoCancels(twin).doNotHold("told 2 ");
    }
  }

  private static Interleavings openAndCancel(Class<?> cancels) {
    return Interleavings.of(cancels).thread("open").thread("cancel");
  }

  private static Interleavings twoCancels(Class<?> cancels) {
    return Interleavings.of(cancels).thread("open", "cancel").thread("cancelForAnotherReason");
  }
}
