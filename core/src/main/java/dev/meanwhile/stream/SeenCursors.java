package dev.meanwhile.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The cursors that were given, so that a circle is noticed: at once if it is one of the last 1,000
 * cursors that comes back. Larger circles are found within a few rounds, by comparing with one
 * cursor that is replaced at growing distances (Brent 1980), so that memory stays constant.
 */
final class SeenCursors {
  private static final int KEPT = 1_000;

  private final Set<Object> last = new LinkedHashSet<>();
  private Object mark = this;
  private long distance = 1;
  private long steps;

  /** Adds {@code cursor}; false if it is known to have been there before. */
  boolean add(Object cursor) {
    if (cursor.equals(mark) || !last.add(cursor)) {
      return false;
    }
    if (last.size() > KEPT) {
      last.remove(last.iterator().next());
    }
    if (++steps == distance) {
      mark = cursor;
      distance *= 2;
      steps = 0;
    }
    return true;
  }
}
