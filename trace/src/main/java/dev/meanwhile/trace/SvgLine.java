package dev.meanwhile.trace;

import java.util.Locale;

/** Draws one line of text as vector graphics: bars and rulers as shapes, the rest as text. */
final class SvgLine {
  /** How wide a character is. */
  static final double CELL = 8.6;

  private static final String PLAIN = "#e6edf3";
  private static final String BARS = Glyphs.UNICODE.eighths() + Glyphs.UNICODE.rightHalf();
  private static final String SHAPES = BARS + "─┬▒";
  private static final double BAR_HEIGHT = 0.7;

  private final StringBuilder svg;
  private final double left;
  private final double top;
  private final double height;

  SvgLine(StringBuilder svg, double left, double top, double height) {
    this.svg = svg;
    this.left = left;
    this.top = top;
    this.height = height;
  }

  void draw(StyledLine line) {
    int column = 0;
    for (StyledLine.Piece piece : line.pieces()) {
      draw(piece, column);
      column += piece.text().length();
    }
  }

  private void draw(StyledLine.Piece piece, int column) {
    String text = piece.text();
    int from = 0;
    for (int at = 1; at <= text.length(); at++) {
      if (at == text.length() || kind(text.charAt(at)) != kind(text.charAt(from))) {
        draw(text.substring(from, at), piece.ink(), column + from);
        from = at;
      }
    }
  }

  /** Neighbours of one kind become one shape, or one text. */
  private static char kind(char glyph) {
    if (BARS.indexOf(glyph) >= 0) {
      return '█';
    }
    return SHAPES.indexOf(glyph) >= 0 ? (glyph == '▒' ? glyph : '─') : ' ';
  }

  private void draw(String glyphs, Ink ink, int column) {
    switch (kind(glyphs.charAt(0))) {
      case '█' -> bar(glyphs, ink, column);
      case '─' -> ruler(glyphs, ink, column);
      case '▒' -> rectangle(column, glyphs.length(), BAR_HEIGHT, ink, 0.6);
      default -> text(glyphs, ink, column);
    }
  }

  private void bar(String glyphs, Ink ink, int column) {
    double from = glyphs.charAt(0) == Glyphs.UNICODE.rightHalf() ? 0.5 : 0;
    int last = Glyphs.UNICODE.eighths().indexOf(glyphs.charAt(glyphs.length() - 1));
    double to = glyphs.length() - 1 + (last < 0 ? 8 : last + 1) / 8.0;
    rectangle(column + from, to - from, BAR_HEIGHT, ink, 1);
  }

  private void ruler(String glyphs, Ink ink, int column) {
    rectangle(column, glyphs.length(), 0.08, ink, 1);
    for (int i = glyphs.indexOf('┬'); i >= 0; i = glyphs.indexOf('┬', i + 1)) {
      rectangle(column + i, 0.15, 0.4, ink, 1);
    }
  }

  private void rectangle(double column, double columns, double part, Ink ink, double opacity) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"%s/>\n",
            left + column * CELL,
            top + height * (1 - part) / 2,
            columns * CELL,
            height * part,
            colour(ink),
            opacity < 1 ? " opacity=\"" + opacity + "\"" : ""));
  }

  private void text(String text, Ink ink, int column) {
    String shown = text.strip();
    if (shown.isEmpty()) {
      return;
    }
    int start = column + text.indexOf(shown);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\" fill=\"%s\"%s>%s</text>\n",
            left + start * CELL,
            top + height * 0.72,
            shown.length() * CELL,
            colour(ink),
            ink == Ink.TITLE ? " font-weight=\"bold\"" : "",
            escaped(shown)));
  }

  private static String colour(Ink ink) {
    return ink.colour().isEmpty() ? PLAIN : ink.colour();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
