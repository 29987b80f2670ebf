package dev.meanwhile.check.dependence;

import dev.meanwhile.check.model.Expression;

/**
 * A part of an object that can be read and changed.
 *
 * @param root what the object is reached from: a {@link dev.meanwhile.check.model.Variable} or a
 *     {@link FieldOf} a class
 * @param property which part; {@link #ALL} for the whole object and everything it leads to
 */
record Part(Object root, String property) {
  /** The whole object. */
  static final String ALL = "";

  /** A field, whatever object it belongs to. */
  record FieldOf(String owner, String name, boolean isStatic) {}

  /** A field, whatever object it belongs to. */
  static Part of(Expression.Field field) {
    return new Part(new FieldOf(field.owner(), field.name(), field.isStatic()), ALL);
  }

  /** Whether it is a field, and not something that a variable leads to. */
  boolean isField() {
    return root instanceof FieldOf;
  }

  /** Whether it is a field that all objects of a class share. */
  boolean isOfClass() {
    return root instanceof FieldOf field && field.isStatic();
  }

  /** Whether it is a field that each object of a class has for itself. */
  boolean isFieldOfEach(String type) {
    return root instanceof FieldOf field && !field.isStatic() && field.owner().equals(type);
  }

  /** Whether a change of one can be seen in the other. */
  boolean overlaps(Part other) {
    return root.equals(other.root)
        && (property.equals(other.property) || property.equals(ALL) || other.property.equals(ALL));
  }
}
