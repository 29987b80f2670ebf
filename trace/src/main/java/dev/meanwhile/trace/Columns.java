package dev.meanwhile.trace;

import dev.meanwhile.trace.Folding.Line;
import java.util.List;

/**
 * How the width of a terminal is divided: a marker, the names, the bars with one cell for how they
 * ended, the durations.
 *
 * @param width all of it
 * @param labels the columns of the names
 */
record Columns(int width, int labels) {
  /** The marker and a blank. */
  static final int MARKER = 2;

  private static final int DURATION = 8;
  private static final int ENDING = 1;
  private static final int DEEPEST = 8;
  private static final int LEAST_LABELS = 8;

  /** The names get what they need, {@code least} at least, but a third of the width at most. */
  static Columns fit(int width, List<Line> lines, int least) {
    int longest = Math.max(LEAST_LABELS, least);
    for (Line line : lines) {
      if (line.row() != null) {
        longest = Math.max(longest, indentation(line.depth()) + line.row().name().length());
      }
    }
    return new Columns(width, Math.min(longest, Math.max(LEAST_LABELS + 4, width / 3)));
  }

  int beforeBars() {
    return MARKER + labels + 1;
  }

  int bars() {
    return width - beforeBars() - ENDING - DURATION;
  }

  /** Two blanks for each task above it; deep trees lean on the left. */
  String indent(int depth) {
    return " ".repeat(Math.min(indentation(depth), labels / 2));
  }

  private static int indentation(int depth) {
    return 2 * Math.min(depth, DEEPEST);
  }
}
