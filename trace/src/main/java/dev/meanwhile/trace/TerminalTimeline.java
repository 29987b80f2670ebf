package dev.meanwhile.trace;

import dev.meanwhile.trace.Folding.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Draws timelines as text: one row a task, a bar for its life, the critical path marked. Immutable.
 */
public final class TerminalTimeline {
  /** How many rows are drawn at most, where nothing else is said. */
  public static final int DEFAULT_ROWS = 24;

  /** The fewest rows to which a drawing can be limited. */
  public static final int FEWEST_ROWS = 4;

  private final Terminal terminal;
  private final Glyphs glyphs;
  private final int mostRows;
  private final long leastNanos;
  private final int leastLabels;

  /** Draws for {@code terminal}. */
  public TerminalTimeline(Terminal terminal) {
    this(terminal, DEFAULT_ROWS, 0, 0);
  }

  private TerminalTimeline(Terminal terminal, int mostRows, long leastNanos, int leastLabels) {
    this.terminal = terminal;
    this.glyphs = terminal.unicode() ? Glyphs.UNICODE : Glyphs.ASCII;
    this.mostRows = mostRows;
    this.leastNanos = leastNanos;
    this.leastLabels = leastLabels;
  }

  /**
   * Draws at most so many rows, and says what is left out.
   *
   * @param most {@link #FEWEST_ROWS} or more
   */
  public TerminalTimeline withRows(int most) {
    if (most < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          most + " rows are too few; allowed: " + FEWEST_ROWS + " to " + Integer.MAX_VALUE);
    }
    return new TerminalTimeline(terminal, most, leastNanos, leastLabels);
  }

  /**
   * Draws at least so much time, so that timelines drawn below each other have one scale.
   *
   * @param nanos the time, in nanoseconds
   */
  public TerminalTimeline withTimeOf(long nanos) {
    return new TerminalTimeline(terminal, mostRows, nanos, leastLabels);
  }

  /**
   * Leaves as much room for names as any of these timelines needs, so that the bars of all of them
   * begin in one column.
   */
  public TerminalTimeline withNamesOf(List<Timeline> timelines) {
    int labels =
        timelines.stream()
            .map(timeline -> Folding.fold(timeline.rows(), mostRows))
            .mapToInt(lines -> Columns.fit(terminal.width(), lines, 0).labels())
            .max()
            .orElse(0);
    return new TerminalTimeline(terminal, mostRows, leastNanos, labels);
  }

  /** Draws each of the runs, with a blank line between them. */
  public String draw(List<RunTrace> runs) {
    return runs.stream().map(Timeline::of).map(this::draw).collect(Collectors.joining("\n"));
  }

  /** Draws one timeline; every line ends with a line feed. */
  public String draw(Timeline timeline) {
    return lines(timeline).stream()
        .map(line -> line.text(terminal.colours()) + "\n")
        .collect(Collectors.joining());
  }

  /** The drawing before it becomes text. */
  List<StyledLine> lines(Timeline timeline) {
    List<Line> shown = Folding.fold(timeline.rows(), mostRows);
    var columns = Columns.fit(terminal.width(), shown, leastLabels);
    long to = Math.max(timeline.to(), timeline.from() + leastNanos);
    var axis = new Axis(timeline.from(), to, columns.bars());
    var lines = new ArrayList<StyledLine>();
    lines.add(StyledLine.of(timeline.name(), Ink.TITLE));
    lines.add(labels(axis, columns));
    lines.add(ruler(axis, columns));
    shown.forEach(line -> lines.add(line(line, new Emphasis(timeline), axis, columns)));
    lines.addAll(new Caption(timeline, glyphs, terminal.width()).lines());
    return lines;
  }

  private static StyledLine labels(Axis axis, Columns columns) {
    var line = new StyledLine();
    String unit = "ms";
    line.padTo(columns.beforeBars() - unit.length() - 1).add(unit, Ink.QUIET);
    for (Axis.Tick tick : axis.ticks()) {
      line.padTo(columns.beforeBars() + axis.cell(tick)).add(tick.label(), Ink.QUIET);
    }
    return line;
  }

  private StyledLine ruler(Axis axis, Columns columns) {
    var ruler = new StringBuilder(String.valueOf(glyphs.axis()).repeat(axis.columns()));
    for (Axis.Tick tick : axis.ticks()) {
      ruler.setCharAt(axis.cell(tick), glyphs.tick());
    }
    return new StyledLine().padTo(columns.beforeBars()).add(ruler.toString(), Ink.QUIET);
  }

  private StyledLine line(Line line, Emphasis emphasis, Axis axis, Columns columns) {
    TaskRow row = line.row();
    if (row == null) {
      return folded(line, marker(emphasis.isOnAny(line.hidden())), columns);
    }
    return row(row, marker(emphasis.isOn(row)), axis, columns);
  }

  private StyledLine row(TaskRow row, StyledLine line, Axis axis, Columns columns) {
    String indent = columns.indent(row.depth());
    line.add(indent, Ink.PLAIN)
        .add(glyphs.shortened(row.name(), columns.labels() - indent.length()), Ink.PLAIN)
        .padTo(columns.beforeBars());
    new Bar(axis, glyphs).draw(row).addTo(line);
    String duration = glyphs.duration(row.nanos());
    return line.padTo(columns.width() - duration.length()).add(duration, Ink.QUIET);
  }

  private StyledLine folded(Line line, StyledLine marker, Columns columns) {
    String text =
        glyphs.ellipsis()
            + " "
            + line.hidden().size()
            + " more like these ("
            + Folding.counts(line.hidden())
            + ")";
    String indent = columns.indent(line.depth());
    return marker
        .add(indent, Ink.PLAIN)
        .add(glyphs.shortened(text, columns.width() - Columns.MARKER - indent.length()), Ink.QUIET);
  }

  private StyledLine marker(boolean isCritical) {
    return new StyledLine()
        .add(isCritical ? String.valueOf(glyphs.marker()) : "", Ink.CRITICAL)
        .padTo(Columns.MARKER);
  }
}
