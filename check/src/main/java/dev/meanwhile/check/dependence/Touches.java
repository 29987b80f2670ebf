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
  private boolean remembers;
  private Deed deed = Deed.NONE;

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
    return deed.compareTo(Deed.UNKNOWN) >= 0;
  }

  /** Whether nobody knows what all of it does, and its name says that it only asks. */
  public boolean isDoubtful() {
    return deed == Deed.DOUBTFUL;
  }

  /** Whether a method that it calls keeps something in a collection of its object. */
  public boolean remembers() {
    return remembers;
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

  void remember() {
    remembers = true;
  }

  void does(Deed other) {
    deed = deed.or(other);
  }

  Deed deed() {
    return deed;
  }

  /**
   * Whether this, coming later, sees what {@code earlier} has done, or would spoil what it sees.
   *
   * @param renewed variables that are given a new value between the two: what was in them is gone
   * @param given variables that this gives a new value: another name would do
   */
  boolean isOrderedAfter(Touches earlier, Set<Variable> renewed, Set<Variable> given) {
    return writes.stream()
            .filter(variable -> !given.contains(variable) && !renewed.contains(variable))
            .anyMatch(
                variable -> earlier.reads.contains(variable) || earlier.writes.contains(variable))
        || reads.stream()
            .anyMatch(variable -> earlier.writes.contains(variable) && !renewed.contains(variable))
        || overlap(looks, earlier.changes)
        || overlap(changes, earlier.looks)
        || overlap(changes, earlier.changes);
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
