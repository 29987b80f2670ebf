package dev.meanwhile.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side. Tasks belong together if they have the same name; of several tasks of one
 * name, those that started first belong together. Where a task stands in the tree does not matter,
 * so that the same calls are found when the code around them changed. Immutable.
 *
 * @param before one run
 * @param after the other
 * @param pairs the tasks of both without the threads that called the verbs, those whose time
 *     changed most first, then those of one run only
 */
public record RunComparison(Timeline before, Timeline after, List<Pair> pairs) {
  /**
   * The same task in both runs, or a task of one of them.
   *
   * @param name the name of the task
   */
  public record Pair(String name, @Nullable TaskRow before, @Nullable TaskRow after) {
    /** By how many nanoseconds it took longer in the second run; 0 where one of them is missing. */
    public long change() {
      return before == null || after == null ? 0 : after.nanos() - before.nanos();
    }

    /** Whether both runs have it. */
    public boolean isInBoth() {
      return before != null && after != null;
    }
  }

  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::isInBoth)
          .thenComparingLong(pair -> Math.abs(pair.change()))
          .reversed();

  /** Keeps a copy of the pairs. */
  public RunComparison {
    pairs = List.copyOf(pairs);
  }

  /** Compares two runs. */
  public static RunComparison of(Timeline before, Timeline after) {
    Map<String, Deque<TaskRow>> others = new HashMap<>();
    tasks(after).forEach(row -> ofName(others, row).add(row));
    var pairs = new ArrayList<Pair>();
    for (TaskRow row : tasks(before)) {
      pairs.add(new Pair(row.name(), row, ofName(others, row).poll()));
    }
    for (TaskRow row : tasks(after)) {
      if (ofName(others, row).remove(row)) {
        pairs.add(new Pair(row.name(), null, row));
      }
    }
    pairs.sort(ORDER);
    return new RunComparison(before, after, pairs);
  }

  private static Deque<TaskRow> ofName(Map<String, Deque<TaskRow>> rows, TaskRow row) {
    return rows.computeIfAbsent(row.name(), _ -> new ArrayDeque<>());
  }

  /** In the order in which they started. */
  private static List<TaskRow> tasks(Timeline timeline) {
    return timeline.rows().stream()
        .filter(row -> row.depth() > 0 || !timeline.isWhole())
        .sorted(Comparator.comparingLong(TaskRow::started))
        .toList();
  }
}
