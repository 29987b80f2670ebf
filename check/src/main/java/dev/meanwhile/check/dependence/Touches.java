package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Variable;
import java.util.HashSet;
import java.util.Set;

/** What a piece of code reads, changes and does. */
public final class Touches {
  private final Set<Variable> reads = new HashSet<>();
  private final Set<Variable> writes = new HashSet<>();
  private final Set<Part> looks = new HashSet<>();
  private final Set<Part> changes = new HashSet<>();
  private boolean mayLeave;
  private boolean hasEffect;

  Touches() {}

  /** The variables it reads. */
  public Set<Variable> reads() {
    return reads;
  }

  /** The variables it assigns, its own declarations too. */
  public Set<Variable> writes() {
    return writes;
  }

  /** Whether control may go on elsewhere than behind it: it returns, jumps, or refuses to go on. */
  public boolean mayLeave() {
    return mayLeave;
  }

  /** Whether it does something to the world, or something that is not known. */
  public boolean hasEffect() {
    return hasEffect;
  }

  /** Whether it changes objects or fields that it has not made itself. */
  public boolean changesObjects() {
    return !changes.isEmpty();
  }

  Set<Part> looks() {
    return looks;
  }

  Set<Part> changes() {
    return changes;
  }

  void read(Variable variable) {
    reads.add(variable);
  }

  void write(Variable variable) {
    writes.add(variable);
  }

  void look(Part part) {
    looks.add(part);
  }

  void change(Part part) {
    changes.add(part);
  }

  void leave() {
    mayLeave = true;
  }

  void affect() {
    hasEffect = true;
  }

  void add(Touches inner) {
    reads.addAll(inner.reads);
    writes.addAll(inner.writes);
    looks.addAll(inner.looks);
    changes.addAll(inner.changes);
    mayLeave |= inner.mayLeave;
    hasEffect |= inner.hasEffect;
  }

  /**
   * Whether this, coming later, sees what {@code earlier} has done, or would spoil what it sees.
   */
  boolean isOrderedAfter(Touches earlier) {
    return intersect(reads, earlier.writes)
        || intersect(writes, earlier.reads)
        || intersect(writes, earlier.writes)
        || overlap(looks, earlier.changes)
        || overlap(changes, earlier.looks)
        || overlap(changes, earlier.changes);
  }

  private static boolean intersect(Set<Variable> some, Set<Variable> others) {
    for (Variable each : some) {
      if (others.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(Set<Part> some, Set<Part> others) {
    for (Part part : some) {
      for (Part other : others) {
        if (part.overlaps(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
