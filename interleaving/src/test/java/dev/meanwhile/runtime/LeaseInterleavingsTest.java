package dev.meanwhile.runtime;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The leases of one queue of permits. */
class LeaseInterleavingsTest {

  /** Tasks that want the only permit. */
  public static class Calls {
    final CheckedRun run = new CheckedRun(2);
    final PermitQueue queue;
    private final Demand one;
    private final AtomicInteger inside = new AtomicInteger();

    public Calls() {
      this(1);
    }

    Calls(int permits) {
      queue = new PermitQueue("limit", permits);
      one = Demand.of(queue);
    }

    @Operation
    public void first() {
      call(0, 1);
    }

    @Operation
    public void second() {
      call(1, 1);
    }

    final void call(int index, int permits) {
      BareTask task = run.task(index);
      task.begin();
      try {
        Demand demand = permits == 1 ? one : one.withWeight(permits);
        CallLease.of(demand, task, task, WaitReason.PERMIT).run(this::work);
      } catch (InterruptedException stopped) {
        // it has left the queue
      }
      task.end();
    }

    private Void work() {
      if (inside.incrementAndGet() > queue.capacity()) {
        throw new AssertionError("permits: more are inside");
      }
      inside.decrementAndGet();
      return null;
    }

    final CallLease lease(BareTask task, int permits) {
      return new CallLease(one.withWeight(permits), task, task, WaitReason.PERMIT);
    }

    /** A call has ended before, and left its lease for another. */
    final void callBefore() throws InterruptedException {
      CallLease.of(one, null, null, WaitReason.PERMIT).giveBack();
    }

    @Validate
    public void allPermitsAreBack() {
      if (queue.inUse() != 0 || queue.waiting() != 0) {
        throw new AssertionError(
            "permits: " + queue.inUse() + " in use, waiting: " + queue.waiting());
      }
      run.checkIdle();
    }
  }

  /** The same with permits for both, and the lease of a call that has ended. */
  public static class Again extends Calls {
    public Again() throws InterruptedException {
      super(2);
      callBefore();
    }
  }

  /** The same while one permit is held. */
  public static class Held extends Calls {
    final CallLease held;

    public Held() {
      this(1);
    }

    Held(int permits) {
      super(permits);
      held = lease(run.task(1), 1);
      held.request();
    }

    /** The permit arrives when nobody wants it any more. */
    @Operation
    public void stopTheFirstAndGiveBack() {
      run.task(0).stop();
      held.giveBack();
      run.task(1).end();
    }

    @Override
    public void allPermitsAreBack() {
      held.giveBack();
      super.allPermitsAreBack();
    }
  }

  /** The same with a call that asks for more than there is, and holds up those behind it. */
  public static class HeldUp extends Held {
    public HeldUp() {
      super(2);
    }

    @Operation
    public void firstAsksForBoth() {
      call(0, 2);
    }

    @Operation
    public void askForOne() {
      boolean behind = queue.waiting() > 0;
      CallLease lease = lease(run.task(1), 1);
      lease.request();
      if (behind && lease.isHeld()) {
        throw new AssertionError("permits: the first was overtaken");
      }
      if (!lease.withdraw()) {
        lease.giveBack();
      }
      held.giveBack();
      run.task(1).end();
    }

    @Operation
    public void stopTheFirstAndCall() {
      run.task(0).stop();
      second();
    }
  }

  @Test
  void aPermitIsHeldByOneAndGoesToTheNext() {
    twoCalls(Calls.class).hold();
  }

  @Test
  void aLeaseThatWasUsedBeforeIsForOneCallAtATime() {
    twoCalls(Again.class).hold();
  }

  @Test
  void aPermitThatArrivesTooLateIsGivenBack() {
    lateGrant(Held.class).hold();
  }

  @Test
  void whoLeavesTheQueueHoldsUpNobody() {
    heldUp(HeldUp.class).hold();
  }

  @Test
  void whoComesLaterDoesNotOvertake() {
    newcomer(HeldUp.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void withoutALockGivesOnePermitToTwo() {
      Class<?> twin =
          Twin.of(
              Calls.class,
              PermitQueue.class,
              "lock = new ReentrantLock();",
              "lock = new ReentrantLock() {"
                  + " @Override public void lock() {} @Override public void unlock() {} };");

      // Two are inside, or the queue is torn so that somebody waits for ever: whichever comes
      // first.
      twoCalls(twin).doNotHold("The following interleaving leads to the error");
    }

    @Test
    void thatLeavesALeaseInUseToTheNextCallLosesAPermit() {
      Class<?> twin = Twin.of(Again.class, CallLease.class, "      queue.spare(null);\n", "");

      twoCalls(twin).doNotHold("permits: ");
    }

    @Test
    void thatForgetsAPermitThatArrivesTooLateLosesIt() {
      Class<?> twin =
          Twin.of(Held.class, CallLease.class, "if (!withdraw()) {", "if (!withdraw() && false) {");

      lateGrant(twin).doNotHold("permits: 1 in use");
    }

    @Test
    void thatServesNobodyWhenOneLeavesHoldsThemUp() {
      Class<?> twin =
          Twin.of(
              HeldUp.class,
              Lease.class,
              "    first.serveOthers();\n    return true;",
              "    return true;");

      heldUp(twin).doNotHold("has hung");
    }

    @Test
    void thatLooksForRoomOnlyLetsANewcomerOvertake() {
      Class<?> twin =
          Twin.of(
              HeldUp.class,
              Places.class,
              "front.lease.priority() < place",
              "front.lease.priority() <= place");

      newcomer(twin).doNotHold("permits: the first was overtaken");
    }
  }

  private static Interleavings newcomer(Class<?> heldUp) {
    return Interleavings.of(heldUp).thread("firstAsksForBoth").thread("askForOne");
  }

  private static Interleavings twoCalls(Class<?> calls) {
    return Interleavings.of(calls).thread("first").thread("second");
  }

  private static Interleavings lateGrant(Class<?> held) {
    return Interleavings.of(held).thread("first").thread("stopTheFirstAndGiveBack");
  }

  private static Interleavings heldUp(Class<?> heldUp) {
    return Interleavings.of(heldUp).thread("firstAsksForBoth").thread("stopTheFirstAndCall");
  }
}
