package dev.meanwhile.trace;

import java.util.List;

/**
 * Which rows are marked as those that decided. A row that was on the critical path for a moment
 * only is not: one that started others was there to start them.
 */
final class Emphasis {
  private static final int LEAST_OF_A_LEAF = 1_000;
  private static final int LEAST_OF_A_PARENT = 100;

  private final long nanos;

  Emphasis(Timeline timeline) {
    nanos = timeline.nanos();
  }

  boolean isOn(TaskRow row) {
    int part = row.isLeaf() ? LEAST_OF_A_LEAF : LEAST_OF_A_PARENT;
    long critical = row.criticalNanos();
    return critical > 0 && critical >= nanos / part;
  }

  boolean isOnAny(List<TaskRow> rows) {
    return rows.stream().anyMatch(this::isOn);
  }
}
