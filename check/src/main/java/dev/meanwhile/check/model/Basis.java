package dev.meanwhile.check.model;

/** How a type is known, from the surest to the least sure. */
public enum Basis {
  /** The compiler has attributed it. */
  ATTRIBUTED,
  /** Its class is missing, but an import names it. */
  IMPORTED,
  /** Only the text of a declaration names it. */
  DECLARED,
  /** It is what a method of the same source tree returns, found by name and number of arguments. */
  RETURNED,
  /** It is not known. */
  UNKNOWN;

  /** Whether a rewrite may rest on it. */
  public boolean isSure() {
    return this == ATTRIBUTED || this == IMPORTED;
  }

  /** The less sure of the two. */
  public Basis or(Basis other) {
    return compareTo(other) > 0 ? this : other;
  }
}
