package dev.meanwhile.check.dependence;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** What a call of a method of the program touches, seen from the caller. */
final class Footprint {
  private final Set<Part> looks = new HashSet<>();
  private final Set<Part> changes = new HashSet<>();
  private final BitSet changedParameters = new BitSet();
  private boolean hasEffect;
  private boolean refuses;
  private boolean bindsThread;

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

  boolean hasEffect() {
    return hasEffect;
  }

  /** Whether it throws on purpose. */
  boolean refuses() {
    return refuses;
  }

  /** Whether it ties what follows to the thread: it sets a thread-local or takes a lock. */
  boolean bindsThread() {
    return bindsThread;
  }

  void affect() {
    hasEffect = true;
  }

  void refuse() {
    refuses = true;
  }

  void bindThread() {
    bindsThread = true;
  }
}
