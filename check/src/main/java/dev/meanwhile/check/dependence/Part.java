package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;

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

  private static final String STATIC = "::";
  private static final String INSTANCE = "#";

  /** A field, whatever object it belongs to. */
  static Part of(Expression.Field field) {
    return new Part(
        field.owner() + (field.isStatic() ? STATIC : INSTANCE) + field.name(), Part.ALL);
  }

  /** Whether it is a field that each object of a class has for itself. */
  boolean isFieldOfEach(String type) {
    return root instanceof String name
        && name.startsWith(type + INSTANCE)
        && name.lastIndexOf('#') == type.length();
  }

  /** Whether a change of one can be seen in the other. */
  boolean overlaps(Part other) {
    return root.equals(other.root)
        && (property.equals(other.property) || property.equals(ALL) || other.property.equals(ALL));
  }
}
