package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts how many tasks run at once. */
final class InFlight {
  private record Change(long at, int by) {}

  private InFlight() {}

  /** The most at any time; a task that ends as another starts does not overlap with it. */
  static int peak(List<TaskRow> rows) {
    var changes = new ArrayList<Change>();
    for (TaskRow row : rows) {
      if (row.started() < row.ended()) {
        changes.add(new Change(row.started(), 1));
        changes.add(new Change(row.ended(), -1));
      }
    }
    changes.sort(Comparator.comparingLong(Change::at).thenComparingInt(Change::by));
    int running = 0;
    int peak = 0;
    for (Change change : changes) {
      running += change.by();
      peak = Math.max(peak, running);
    }
    return peak;
  }
}
