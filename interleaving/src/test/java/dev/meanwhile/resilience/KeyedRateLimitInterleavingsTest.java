package dev.meanwhile.resilience;

import dev.meanwhile.interleaving.Interleavings;
import dev.meanwhile.interleaving.Twin;
import dev.meanwhile.runtime.CheckedRun;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyedRateLimitInterleavingsTest {

  /** Two keys where one may be remembered, and time that stands still. */
  public static class Keys {
    private final CheckedRun run = new CheckedRun(2);
    private final KeyedRateLimit<Integer> limit =
        KeyedRateLimit.of(1, () -> RateLimit.perSecond(1));
    private final AtomicInteger starts = new AtomicInteger();

    @Operation
    public void first() {
      run.task(0).begin();
      start();
    }

    /** Another key drives the first out, if it may. */
    @Operation
    public void secondAfterAnotherKey() {
      run.task(1).begin();
      limit.tryAcquire(2);
      start();
    }

    private void start() {
      if (limit.tryAcquire(1)) {
        starts.incrementAndGet();
      }
    }

    @Validate
    public void oneStartASecondForEachKey() {
      if (starts.get() > 1) {
        throw new AssertionError(starts + " starts in one second");
      }
    }
  }

  @Test
  void aKeyIsNotForgottenWhileItIsUsed() {
    twoKeys(Keys.class).hold();
  }

  @Nested
  class ATwin {

    @Test
    void thatForgetsAKeyInUseStartsItTwice() {
      Class<?> twin =
          Twin.of(
              Keys.class,
              KeyedRateLimit.class,
              "return users == 0 && limit.isFresh();",
              "return limit.isFresh();");

      twoKeys(twin).doNotHold("2 starts in one second");
    }
  }

  private static Interleavings twoKeys(Class<?> keys) {
    return Interleavings.of(keys).thread("first").thread("secondAfterAnotherKey");
  }
}
