package dev.meanwhile.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is alive: tasks, permits, probes, alarms. Counted only while somebody asks; a leak guard
 * does.
 */
public final class Census {
  private static volatile @Nullable Set<Object> alive;

  private Census() {}

  /** Begins to count, from nothing. */
  public static void begin() {
    alive = ConcurrentHashMap.newKeySet();
  }

  /** Ends the counting, and says what is left. */
  public static Set<Object> end() {
    Set<Object> left = alive;
    alive = null;
    return left == null ? Set.of() : Set.copyOf(left);
  }

  /** Counts {@code thing}, which equals nothing but itself. */
  public static void add(Object thing) {
    Set<Object> counted = alive;
    if (counted != null) {
      counted.add(thing);
    }
  }

  /** It is gone; does nothing if it was not counted. */
  public static void remove(Object thing) {
    Set<Object> counted = alive;
    if (counted != null) {
      counted.remove(thing);
    }
  }
}
