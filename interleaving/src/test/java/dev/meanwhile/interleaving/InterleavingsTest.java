package dev.meanwhile.interleaving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.Limit;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InterleavingsTest {

  /** A number that two threads add to. */
  public static class Sum {
    private int sum;

    @Operation
    public void add() {
      sum++;
    }

    @Operation
    public synchronized void addAlone() {
      sum++;
    }

    @Operation
    public void fail() {
      throw new IllegalStateException("it fails");
    }

    @Validate
    public void nothingIsLost() {
      if (sum != 2) {
        throw new AssertionError("the sum is " + sum);
      }
    }
  }

  @Test
  void holdWhereNothingIsLost() {
    Interleavings.of(Sum.class).thread("addAlone").thread("addAlone").hold();
  }

  @Test
  void doNotHoldWhereAnAdditionIsLost() {
    Interleavings.of(Sum.class).thread("add").thread("add").doNotHold("the sum is 1");
  }

  @Test
  void doNotHoldWhereAnOperationThrows() {
    Interleavings.of(Sum.class).thread("addAlone", "addAlone").thread("fail").doNotHold("it fails");
  }

  @Test
  void doNotHoldOnlyIfTheyAreSeenNotTo() {
    var sums = Interleavings.of(Sum.class).thread("addAlone").thread("addAlone");

    assertThatThrownBy(() -> sums.doNotHold("the sum is 1"))
        .isInstanceOf(AssertionError.class)
        .isNotInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void ofAnUnknownOperationFailAtOnce() {
    var none = Interleavings.of(Sum.class);

    assertThatThrownBy(() -> none.thread("subtract"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subtract");
  }

  @Nested
  class ATwin {

    @Test
    void whosePieceIsGoneAsksForAnother() {
      assertThatThrownBy(() -> Twin.of(Sum.class, Limit.class, "no such code", ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another fault")
          .hasMessageContaining("no such code");
    }

    @Test
    void thatDoesNotCompileSaysWhy() {
      assertThatThrownBy(() -> Twin.of(Sum.class, Limit.class, "class Limit", "class Limits"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not compile");
    }
  }
}
