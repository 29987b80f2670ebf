package dev.meanwhile.check;

/** How sure it is that a finding is right. */
public enum Confidence {
  /** Types are known, and two signals agree on what each call does. */
  CERTAIN,
  /** One of the two is missing. */
  LIKELY,
  /** It may well be meant as it is. Not shown unless asked for. */
  POSSIBLE;

  /** Whether this is at least as sure as {@code other}. */
  public boolean isAtLeast(Confidence other) {
    return compareTo(other) <= 0;
  }

  /** The less sure of the two. */
  public Confidence or(Confidence other) {
    return isAtLeast(other) ? other : this;
  }
}
