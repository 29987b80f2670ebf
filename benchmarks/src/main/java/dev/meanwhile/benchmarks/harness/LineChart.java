package dev.meanwhile.benchmarks.harness;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Lines over powers of ten in both directions, as scalable vector graphics on a dark ground of its
 * own: what is flat stays as dear per element, however many there are.
 */
final class LineChart {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 360;
  private static final int LEFT = 90;
  private static final int RIGHT = 270;
  private static final int TOP = 50;
  private static final int BOTTOM = 50;
  private static final List<String> COLORS =
      List.of("#58a6ff", "#8b949e", "#d29922", "#f778ba", "#3fb950", "#bc8cff");

  /** A line of one contender. */
  record Line(String name, List<Point> points) {}

  /** A figure for a size. */
  record Point(double size, double figure) {}

  private final String title;
  private final String unit;
  private final List<Line> lines;
  private final Axis sizes;
  private final Axis figures;

  /** From one end to the other, in logarithms. */
  private record Axis(double least, double most, int from, int to) {
    static Axis over(DoubleStream values, int from, int to) {
      var range = values.map(Math::log10).summaryStatistics();
      double least = Math.floor(range.getMin() + 1e-9);
      double most = Math.max(least + 1, Math.ceil(range.getMax() - 1e-9));
      return new Axis(least, most, from, to);
    }

    double at(double value) {
      return from + (Math.log10(value) - least) / (most - least) * (to - from);
    }
  }

  private LineChart(String title, String unit, List<Line> lines) {
    this.title = title;
    this.unit = unit;
    this.lines = lines;
    var points = lines.stream().flatMap(line -> line.points().stream()).toList();
    this.sizes = Axis.over(points.stream().mapToDouble(Point::size), LEFT, WIDTH - RIGHT);
    this.figures = Axis.over(points.stream().mapToDouble(Point::figure), HEIGHT - BOTTOM, TOP);
  }

  /** Draws {@code lines}, with at least one point; the unit stands at the figures. */
  static String draw(String title, String unit, List<Line> lines) {
    return new LineChart(title, unit, lines).svg();
  }

  private String svg() {
    var svg = new StringBuilder(head());
    grid(svg);
    for (int i = 0; i < lines.size(); i++) {
      line(svg, lines.get(i), COLORS.get(i % COLORS.size()), i);
    }
    return svg.append("</svg>\n").toString();
  }

  private String head() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" \
    viewBox="0 0 %1$d %2$d" role="img">
    <title>%3$s</title>
    <style>text { font: 13px system-ui, sans-serif; fill: #c9d1d9 }</style>
    <rect width="%1$d" height="%2$d" rx="8" fill="#0d1117"/>
    <text x="%4$d" y="28">%3$s</text>
    """
        .formatted(WIDTH, HEIGHT, title, LEFT);
  }

  private void grid(StringBuilder svg) {
    for (double e = figures.least(); e <= figures.most(); e++) {
      double y = figures.at(Math.pow(10, e));
      rule(svg, LEFT, y, WIDTH - RIGHT, y);
      text(svg, LEFT - 8, y + 4, "end", power(e) + " " + unit);
    }
    for (double e = sizes.least(); e <= sizes.most(); e++) {
      double x = sizes.at(Math.pow(10, e));
      rule(svg, x, TOP, x, HEIGHT - BOTTOM);
      text(svg, x, HEIGHT - BOTTOM + 20, "middle", power(e));
    }
  }

  private void line(StringBuilder svg, Line line, String color, int at) {
    var path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(format("%.1f,%.1f ", sizes.at(point.size()), figures.at(point.figure())));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>\n"
            .formatted(path.toString().strip(), color));
    int y = TOP + 10 + 22 * at;
    int x = WIDTH - RIGHT + 16;
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"3\" fill=\"%s\"/>\n"
            .formatted(x, y - 5, color));
    text(svg, x + 20, y, "start", line.name());
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(format("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#30363d\"/>\n", x1, y1, x2, y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text));
  }

  private static String power(double exponent) {
    return exponent >= 0 && exponent <= 7
        ? format("%,.0f", Math.pow(10, exponent))
        : format("1e%.0f", exponent);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
