package dev.meanwhile.runtime;

import java.util.function.BooleanSupplier;

/**
 * Looks for what another thread is about to bring, before the calling one parks or ends. To be
 * woken or started costs microseconds, on both sides; looking costs as much at most, lets others
 * run, and where it was in vain too often, is tried only now and then.
 *
 * <p>Threads that share one may overwrite each other's count, which is only a hint.
 */
final class Patience {
  private static final int MOST_IN_VAIN = 8;
  private static final int NOW_AND_THEN = 16;
  private static final int SPINS = 16;

  // A virtual thread yields in a fraction of the time that a platform thread takes.
  private static final int YIELDS = 16;
  private static final int VIRTUAL_YIELDS = 128;

  private int inVain;

  /** Whether {@code come} says so soon. */
  boolean sees(BooleanSupplier come) {
    boolean seen = looks(come, inVain < MOST_IN_VAIN || inVain % NOW_AND_THEN == 0);
    inVain = seen ? 0 : inVain + 1;
    return seen;
  }

  @SuppressWarnings("ThreadPriorityCheck") // the other side may need the carrier, or the processor
  private static boolean looks(BooleanSupplier come, boolean patiently) {
    boolean virtual = Thread.currentThread().isVirtual();
    int yields = !patiently ? 1 : virtual ? VIRTUAL_YIELDS : YIELDS;
    for (int yield = 0; yield < yields; yield++) {
      if (virtual ? come.getAsBoolean() : spins(come)) {
        return true;
      }
      Thread.yield();
    }
    return come.getAsBoolean();
  }

  private static boolean spins(BooleanSupplier come) {
    for (int spin = 0; spin < SPINS; spin++) {
      if (come.getAsBoolean()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }
}
