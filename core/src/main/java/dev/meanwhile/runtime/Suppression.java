package dev.meanwhile.runtime;

import java.util.List;

/** Puts one exception among the suppressed ones of another. */
public final class Suppression {
  /**
   * An exception that is thrown again and again, one kept in a constant, must not grow for ever.
   */
  private static final int MOST = 64;

  private Suppression() {}

  /**
   * Suppresses {@code other} on {@code primary}, unless it is the same, leads to it, or is there
   * already.
   */
  public static void add(Throwable primary, Throwable other) {
    List<Throwable> before = List.of(primary.getSuppressed());
    if (primary != other
        && before.size() < MOST
        && !before.contains(other)
        && !leadsTo(other, primary)) {
      primary.addSuppressed(other);
    }
  }

  private static boolean leadsTo(Throwable from, Throwable to) {
    Throwable cause = from;
    for (int steps = 0; cause != null && steps < MOST; steps++) {
      if (cause == to || List.of(cause.getSuppressed()).contains(to)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
