package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts how many tasks run at once. */
final class InFlight {
  private record Change(long at, int by) {}

  private InFlight() {}

  /** The most at any time; a task that stops as another starts does not overlap with it. */
  static int peak(List<Segment> running) {
    var changes = new ArrayList<Change>();
    for (Segment segment : running) {
      changes.add(new Change(segment.from(), 1));
      changes.add(new Change(segment.to(), -1));
    }
    changes.sort(Comparator.comparingLong(Change::at).thenComparingInt(Change::by));
    int inFlight = 0;
    int peak = 0;
    for (Change change : changes) {
      inFlight += change.by();
      peak = Math.max(peak, inFlight);
    }
    return peak;
  }
}
