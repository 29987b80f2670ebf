package dev.meanwhile.check.dependence;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** What a call of a method of the program touches, seen from the caller. */
final class Footprint {
  private final Set<Part> looks = new HashSet<>();
  private final Set<Part> changes = new HashSet<>();
  private final BitSet changedParameters = new BitSet();
  private Deed deed = Deed.NONE;
  private ThreadTie tie = ThreadTie.NONE;
  private ThreadTie tieOfCaller = ThreadTie.NONE;
  private boolean refuses;

  Footprint() {}

  Set<Part> looks() {
    return looks;
  }

  Set<Part> changes() {
    return changes;
  }

  BitSet changedParameters() {
    return changedParameters;
  }

  /** What it does to the world. */
  Deed deed() {
    return deed;
  }

  /** Whether it throws on purpose. */
  boolean refuses() {
    return refuses;
  }

  /** How it ties its own code to the thread. */
  ThreadTie tie() {
    return tie;
  }

  /** How it ties what its caller does next to the thread. */
  ThreadTie tieOfCaller() {
    return tieOfCaller;
  }

  void does(Deed all) {
    deed = all;
  }

  /** Ties code to the thread; a page is for its own query, if it has one. */
  void ties(ThreadTie own, boolean hasQuery) {
    tie = own;
    tieOfCaller = own == ThreadTie.PAGE && hasQuery ? ThreadTie.NONE : own;
  }

  void refuse() {
    refuses = true;
  }
}
