package dev.meanwhile.check.dependence;

import java.util.BitSet;
import java.util.Set;

/**
 * What a call of a method of the program touches, seen from the caller.
 *
 * @param looks the fields that it looks at
 * @param changes the fields that it changes
 * @param changedParameters the numbers of the parameters whose objects it changes
 * @param deed what it does to the world
 * @param refuses whether it throws on purpose
 * @param remembers whether it keeps something in a collection of its object: a cache, a list that
 *     it adds to and returns
 * @param tie how it ties its own code to the thread
 * @param tieOfCaller how it ties what its caller does next to the thread
 */
record Footprint(
    Set<Part> looks,
    Set<Part> changes,
    BitSet changedParameters,
    Deed deed,
    boolean refuses,
    boolean remembers,
    ThreadTie tie,
    ThreadTie tieOfCaller) {
  /** That of a method that does nothing. */
  static final Footprint NONE =
      new Footprint(
          Set.of(),
          Set.of(),
          new BitSet(),
          Deed.NONE,
          false,
          false,
          ThreadTie.NONE,
          ThreadTie.NONE);
}
