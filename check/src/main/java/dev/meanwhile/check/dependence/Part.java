package dev.meanwhile.check.dependence;

/**
 * A part of an object that can be read and changed.
 *
 * @param root what the object is reached from: a {@link dev.meanwhile.check.model.Variable} or the
 *     name of a field with its class
 * @param property which part; {@link #ALL} for the whole object and everything it leads to
 */
record Part(Object root, String property) {
  /** The whole object. */
  static final String ALL = "";

  /** Whether a change of one can be seen in the other. */
  boolean overlaps(Part other) {
    return root.equals(other.root)
        && (property.equals(other.property) || property.equals(ALL) || other.property.equals(ALL));
  }
}
