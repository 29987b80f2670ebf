package dev.meanwhile.resilience;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.resilience.Circuit.Pass;
import dev.meanwhile.resilience.CircuitBreaker.State;
import dev.meanwhile.resilience.CircuitBreaker.Verdict;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CircuitInterleavingsTest {

  /** Calls that meet a breaker which lets two probes through. */
  public static class Probes {
    private final Circuit circuit =
        new Circuit("backend", BreakerRule.lastCalls(1).openFor(ZERO).probes(2, ofMinutes(1)));
    private final AtomicInteger out = new AtomicInteger();

    public Probes() {
      circuit.become(State.OPEN);
    }

    @Operation
    public void one() {
      end(admit());
    }

    @Operation
    public void two() {
      Pass first = admit();
      Pass second = admit();
      end(first);
      end(second);
    }

    private @Nullable Pass admit() {
      Pass pass = circuit.admit().pass();
      if (pass != null && out.incrementAndGet() > 2) {
        throw new AssertionError("leases: one too many");
      }
      return pass;
    }

    /** It says nothing, so that the next is a probe, too. */
    private void end(@Nullable Pass pass) {
      if (pass != null) {
        out.decrementAndGet();
        circuit.end(pass, Verdict.NEITHER);
      }
    }

    @Validate
    public void twoMoreAreLetThrough() {
      Pass first = circuit.admit().pass();
      Pass second = circuit.admit().pass();
      if (first == null || second == null) {
        throw new AssertionError("leases: one was lost");
      }
      if (circuit.admit().pass() != null) {
        throw new AssertionError("leases: one was made up");
      }
    }
  }

  /** Calls that end at once, and are all in the window. */
  public static class Counted {
    // A finite time of slow calls: to convert an endless one throws, which the explorer cannot
    // replay.
    private final Circuit circuit =
        new Circuit("backend", BreakerRule.lastCalls(9).slowRate(100, ofMinutes(1)));
    private final AtomicInteger ended = new AtomicInteger();

    @Operation
    public void failOne() {
      end(Verdict.FAILED);
    }

    @Operation
    public void succeedOne() {
      end(Verdict.OK);
    }

    private void end(Verdict verdict) {
      Pass pass = circuit.admit().pass();
      if (pass == null) {
        throw new AssertionError("window: a closed breaker let nobody through");
      }
      circuit.end(pass, verdict);
      ended.incrementAndGet();
    }

    @Validate
    public void eachIsInTheWindow() {
      if (circuit.snapshot().calls() != ended.get()) {
        throw new AssertionError("window: a call was lost");
      }
    }
  }

  @Test
  void theWindowLosesNoCall() {
    counted(Counted.class).hold();
  }

  @Test
  void noMoreProbesAreOutThanMayBeAndEachGivesItsLeaseBack() {
    probes(Probes.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatAdmitsWithoutTheLockLetsTwoProbesThrough() {
      Class<?> twin =
          Twin.of(
              Probes.class, Circuit.class, "synchronized Admission admit()", "Admission admit()");

      probes(twin).doNotHold("leases: one");
    }

    @Test
    void thatEndsACallWithoutTheLockLosesALease() {
      Class<?> twin =
          Twin.of(
              Probes.class,
              Circuit.class,
              "synchronized @Nullable Change end(",
              "@Nullable Change end(");

      probes(twin).doNotHold("leases: one");
    }

    @Test
    void thatEndsACallWithoutTheLockLosesItInTheWindow() {
      Class<?> twin =
          Twin.of(
              Counted.class,
              Circuit.class,
              "synchronized @Nullable Change end(",
              "@Nullable Change end(");

      counted(twin).doNotHold("window: a call was lost");
    }
  }

  private static Interleavings counted(Class<?> counted) {
    return Interleavings.of(counted).thread("failOne").thread("succeedOne");
  }

  private static Interleavings probes(Class<?> probes) {
    return Interleavings.of(probes).thread("one").thread("two");
  }
}
