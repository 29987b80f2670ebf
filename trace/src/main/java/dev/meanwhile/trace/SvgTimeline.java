package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws timelines as a picture: what a terminal shows, on a dark ground of its own, as scalable
 * vector graphics. Text stays text.
 */
public final class SvgTimeline {
  private static final int MARGIN = 20;
  private static final int LINE = 20;

  private SvgTimeline() {}

  /**
   * One picture of all the timelines, below each other and on one scale.
   *
   * @param columns how many characters wide, {@link Terminal#NARROWEST} or more
   */
  public static String draw(List<Timeline> timelines, int columns) {
    var lines = lines(timelines, new Terminal(columns, true, true));
    int width = (int) Math.ceil(2 * MARGIN + columns * SvgLine.CELL);
    int height = 2 * MARGIN + lines.size() * LINE;
    String title = String.join(", ", timelines.stream().map(Timeline::name).toList());
    var svg = new StringBuilder(head(width, height, SvgLine.escaped(title)));
    for (int i = 0; i < lines.size(); i++) {
      new SvgLine(svg, MARGIN, MARGIN + i * LINE, LINE).draw(lines.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String head(int width, int height, String title) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" \
    viewBox="0 0 %1$d %2$d" role="img">
    <title>%3$s</title>
    <style>text { font: 14px ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, \
    monospace }</style>
    <rect width="%1$d" height="%2$d" rx="8" fill="#0d1117"/>
    """
        .formatted(width, height, title);
  }

  private static List<StyledLine> lines(List<Timeline> timelines, Terminal terminal) {
    long longest = timelines.stream().mapToLong(Timeline::nanos).max().orElse(0);
    var drawing = new TerminalTimeline(terminal).withTimeOf(longest).withNamesOf(timelines);
    var lines = new ArrayList<StyledLine>();
    for (Timeline timeline : timelines) {
      if (!lines.isEmpty()) {
        lines.add(new StyledLine());
      }
      lines.addAll(drawing.lines(timeline));
    }
    return lines;
  }
}
