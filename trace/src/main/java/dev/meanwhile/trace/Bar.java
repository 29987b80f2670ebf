package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.Segment.Kind;
import java.util.Arrays;
import java.util.List;

/** Draws the segments of one task into the cells of a line, with one more cell for its ending. */
final class Bar {
  /** A smaller part of a cell is not drawn, if there is another cell to show. */
  private static final double LEAST = 1 / 16.0;

  private final Axis axis;
  private final Glyphs glyphs;
  private final char[] cells;
  private final Ink[] inks;

  Bar(Axis axis, Glyphs glyphs) {
    this.axis = axis;
    this.glyphs = glyphs;
    this.cells = new char[axis.columns() + 1];
    this.inks = new Ink[axis.columns() + 1];
    Arrays.fill(cells, ' ');
    Arrays.fill(inks, Ink.PLAIN);
  }

  Bar draw(TaskRow row) {
    double begin = axis.column(row.created());
    double end = axis.column(row.ended());
    int first = (int) Math.min(begin, axis.columns() - 1);
    int last = Math.max(first, (int) Math.ceil(end - LEAST) - 1);
    for (int cell = first; cell <= last && cell < axis.columns(); cell++) {
      draw(row.segments(), cell, begin, end);
    }
    for (long retry : row.retries()) {
      set((int) Math.min(axis.column(retry), last), glyphs.retry(), Ink.PLAIN);
    }
    drawLag(row, last);
    drawEnding(row, Math.min(last + 1, axis.columns()));
    return this;
  }

  private void draw(List<Segment> segments, int cell, double begin, double end) {
    Segment widest = null;
    double most = -1;
    for (Segment segment : segments) {
      double covered = covered(segment, cell);
      if (covered > most) {
        most = covered;
        widest = segment;
      }
    }
    if (widest != null) {
      set(cell, glyph(widest, cell, begin, end), ink(widest));
    }
  }

  private double covered(Segment segment, int cell) {
    double from = Math.max(cell, axis.column(segment.from()));
    double to = Math.min(cell + 1, axis.column(segment.to()));
    return to - from;
  }

  /** Where a running bar begins or ends within a cell, it fills the cell in part. */
  private char glyph(Segment segment, int cell, double begin, double end) {
    char whole = glyphs.of(segment);
    if (segment.kind() != Kind.RUNNING || whole != glyphs.eighths().charAt(7)) {
      return whole;
    }
    if (end < cell + 1) {
      double left = end - Math.max(begin, cell);
      return glyphs.eighths().charAt(Math.clamp(Math.round(left * 8) - 1, 0, 7));
    }
    return begin > cell + 0.25 ? glyphs.rightHalf() : whole;
  }

  private static Ink ink(Segment segment) {
    if (segment.isCritical()) {
      return Ink.CRITICAL;
    }
    return switch (segment.kind()) {
      case RUNNING -> Ink.RUNNING;
      case WAITING -> Ink.WAITING;
      case QUEUED -> Ink.QUEUED;
    };
  }

  /** From the time it was told to stop until it did. */
  private void drawLag(TaskRow row, int last) {
    Long asked = row.cancelAsked();
    if (asked != null && row.started() < row.ended()) {
      for (int cell = (int) Math.ceil(axis.column(asked)); cell <= last; cell++) {
        set(cell, glyphs.lag(), Ink.CANCELLED);
      }
    }
  }

  private void drawEnding(TaskRow row, int cell) {
    char mark = glyphs.of(row.ending());
    if (mark != ' ') {
      set(cell, mark, row.ending() == Ending.CANCELLED ? Ink.CANCELLED : Ink.FAILED);
    }
  }

  private void set(int cell, char glyph, Ink ink) {
    if (cell < cells.length) {
      cells[cell] = glyph;
      inks[cell] = ink;
    }
  }

  /** Adds the cells to a line, neighbours of one ink as one piece. */
  void addTo(StyledLine line) {
    int from = 0;
    for (int cell = 1; cell <= cells.length; cell++) {
      if (cell == cells.length || inks[cell] != inks[from]) {
        line.add(new String(cells, from, cell - from), inks[from]);
        from = cell;
      }
    }
  }
}
