package dev.meanwhile.check.dependence;

/** Whether code does something to the world, from the least to the most. */
enum Deed {
  /** It does nothing. */
  NONE,
  /** Something unknown, deep inside a method whose name says that it only asks. */
  DOUBTFUL,
  /** Nobody knows what it does; that counts as an effect. */
  UNKNOWN,
  /** It changes something. */
  EFFECT;

  /** The one that is more. */
  Deed or(Deed other) {
    return compareTo(other) < 0 ? other : this;
  }
}
