package dev.meanwhile.runtime;

import java.util.Arrays;

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
    if (primary != other
        && primary.getCause() != other
        && primary.getSuppressed().length < MOST
        && !isAmong(other, primary.getSuppressed())
        && !leadsTo(other, primary)) {
      primary.addSuppressed(other);
    }
  }

  private static boolean leadsTo(Throwable from, Throwable to) {
    Throwable cause = from;
    for (int steps = 0; cause != null && steps < MOST; steps++) {
      if (cause == to || isAmong(to, cause.getSuppressed())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** By identity: equality is the user's code. */
  private static boolean isAmong(Throwable one, Throwable[] many) {
    return Arrays.stream(many).anyMatch(other -> other == one);
  }
}
