package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.profile.Measurement;
import dev.meanwhile.check.report.WaitBars.Bar;
import dev.meanwhile.check.report.WaitBars.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws the waits of a finding, a line for each: on the left as they are, then as they could be.
 */
final class TextBars {
  private static final int INDENT = 4;
  private static final int WIDEST_LABEL = 24;
  private static final int GAP = 3;
  private static final int FIGURE = 9;

  /** How wide a bar of a round trip is at most. */
  private static final int WIDEST_TRIP = 10;

  private final Canvas canvas;
  private final WaitBars bars;
  private final boolean isMeasured;
  private final int labels;
  private final double scale;

  private TextBars(Canvas canvas, WaitBars bars, boolean isMeasured) {
    this.canvas = canvas;
    this.bars = bars;
    this.isMeasured = isMeasured;
    int longest = bars.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    labels = Math.min(longest, Math.min(WIDEST_LABEL, canvas.width() / 4));
    double room = canvas.width() - left() - GAP - FIGURE;
    double fit = room / Math.max(1, bars.now() + bars.then());
    scale = isMeasured ? fit : Math.min(WIDEST_TRIP, Math.max(1, Math.floor(fit)));
  }

  /** The lines for a finding; none if it does not say what it would save. */
  static List<String> of(Finding finding, Optional<Measurement> measured, Canvas canvas) {
    Optional<WaitBars> bars = WaitBars.of(finding, measured);
    return bars.isEmpty()
        ? List.of()
        : new TextBars(canvas, bars.get(), measured.isPresent()).lines(measured);
  }

  private int left() {
    return INDENT + labels + 2;
  }

  /** The column where the bars begin that could be. */
  private int middle() {
    return left() + (int) Math.ceil(bars.now() * scale) + GAP;
  }

  private List<String> lines(Optional<Measurement> measured) {
    var lines = new ArrayList<String>();
    String now = Words.now(measured);
    int between = Math.max(middle(), left() + now.length() + GAP);
    lines.add(
        new TextLine(canvas)
            .padTo(left())
            .add(now, Tone.QUIET)
            .padTo(between)
            .add(Words.then(measured), Tone.QUIET)
            .toString());
    for (Row row : bars.rows().stream().limit(MarkedLines.MOST).toList()) {
      lines.add(line(row, between));
    }
    if (bars.rows().size() > MarkedLines.MOST) {
      int more = bars.rows().size() - MarkedLines.MOST;
      lines.add(new TextLine(canvas).padTo(INDENT).add("… " + more + " more", Tone.QUIET) + "");
    }
    return lines;
  }

  private String line(Row row, int between) {
    var line = new TextLine(canvas).padTo(INDENT);
    line.addAsIs(canvas.cut(row.label(), labels), Tone.PLAIN);
    draw(row, row.now(), left(), Tone.NOW, line);
    draw(row, row.then(), between, Tone.THEN, line);
    if (isMeasured) {
      String figure = Words.ofMark(row.nanos());
      line.padTo(canvas.width() - figure.length()).add(figure, Tone.PLAIN);
    }
    return line.toString();
  }

  private void draw(Row row, Bar bar, int column, Tone tone, TextLine line) {
    if (bar.length() == 0) {
      return;
    }
    int length = (int) Math.max(1, Math.round(bar.length() * scale));
    boolean isCut = row.isRepeated() && !isMeasured && tone == Tone.NOW;
    line.padTo(column + (int) Math.round(bar.from() * scale))
        .addAsIs(isCut ? rounds(length) : cell().repeat(length), tone);
  }

  /** One bar after the other, and so on. */
  private String rounds(int cells) {
    String round = cell().repeat(Math.max(1, cells / WaitBars.ROUNDS - 1)) + " ";
    return round.repeat(WaitBars.ROUNDS) + canvas.written("…");
  }

  private String cell() {
    return canvas.unicode() ? "█" : "=";
  }
}
