package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which rows to show: of many siblings only the first and the last, so that a map of
 * thousands does not become a wall of rows.
 */
final class Folding {
  /** One line: a task, or what is left out in its place. */
  record Line(@Nullable TaskRow row, List<TaskRow> hidden, int depth) {}

  /** A row, and the rows below it. */
  private record Branch(TaskRow row, List<Branch> below) {}

  private Folding() {}

  /** At most {@code most} lines. */
  static List<Line> fold(List<TaskRow> rows, int most) {
    List<Branch> tree = new ArrayList<>();
    grow(tree, rows, 0, 0);
    for (int siblings = most; siblings > 2; siblings--) {
      List<Line> lines = lines(tree, siblings);
      if (lines.size() <= most) {
        return lines;
      }
    }
    return cut(lines(tree, 2), most);
  }

  /** Adds the branches of one depth that begin at {@code next}; returns where they end. */
  private static int grow(List<Branch> into, List<TaskRow> rows, int next, int depth) {
    int at = next;
    while (at < rows.size() && rows.get(at).depth() >= depth) {
      var branch = new Branch(rows.get(at), new ArrayList<>());
      into.add(branch);
      at = grow(branch.below(), rows, at + 1, depth + 1);
    }
    return at;
  }

  private static List<Line> lines(List<Branch> tree, int siblings) {
    var lines = new ArrayList<Line>();
    addAll(lines, tree, siblings);
    return lines;
  }

  private static void addAll(List<Line> lines, List<Branch> branches, int siblings) {
    if (branches.size() <= siblings + 1) {
      branches.forEach(branch -> add(lines, branch, siblings));
      return;
    }
    int last = siblings / 3;
    int first = siblings - last;
    List<Branch> middle = branches.subList(first, branches.size() - last);
    branches.subList(0, first).forEach(branch -> add(lines, branch, siblings));
    lines.add(new Line(null, rows(middle), middle.getFirst().row().depth()));
    branches
        .subList(first + middle.size(), branches.size())
        .forEach(branch -> add(lines, branch, siblings));
  }

  private static void add(List<Line> lines, Branch branch, int siblings) {
    lines.add(new Line(branch.row(), List.of(), branch.row().depth()));
    addAll(lines, branch.below(), siblings);
  }

  private static List<TaskRow> rows(List<Branch> branches) {
    var rows = new ArrayList<TaskRow>();
    for (Branch branch : branches) {
      rows.add(branch.row());
      rows.addAll(rows(branch.below()));
    }
    return rows;
  }

  /** Where even this is too much, the rest is left out. */
  private static List<Line> cut(List<Line> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    var kept = new ArrayList<>(lines.subList(0, most - 1));
    var hidden = new ArrayList<TaskRow>();
    for (Line line : lines.subList(most - 1, lines.size())) {
      hidden.addAll(line.row() == null ? line.hidden() : List.of(line.row()));
    }
    kept.add(new Line(null, hidden, hidden.getFirst().depth()));
    return kept;
  }

  /** How the hidden tasks ended, as text: {@code 480 ok, 8 failed}. */
  static String counts(List<TaskRow> hidden) {
    var parts = new ArrayList<String>();
    add(parts, hidden, Ending.OK, "ok");
    add(parts, hidden, Ending.FAILED, "failed");
    add(parts, hidden, Ending.TIMED_OUT, "timed out");
    add(parts, hidden, Ending.CANCELLED, "cancelled");
    add(parts, hidden, null, "still running");
    return String.join(", ", parts);
  }

  private static void add(
      List<String> parts, List<TaskRow> hidden, @Nullable Ending ending, String word) {
    long count = hidden.stream().filter(row -> row.ending() == ending).count();
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }
}
