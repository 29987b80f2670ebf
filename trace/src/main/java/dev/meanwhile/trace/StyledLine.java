package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.List;

/** A line of text in several inks. */
final class StyledLine {
  record Piece(String text, Ink ink) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int width;

  static StyledLine of(String text, Ink ink) {
    return new StyledLine().add(text, ink);
  }

  StyledLine add(String text, Ink ink) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text, ink));
      width += text.length();
    }
    return this;
  }

  /** Fills up with blanks until the line is so wide. */
  StyledLine padTo(int column) {
    return add(" ".repeat(Math.max(0, column - width)), Ink.PLAIN);
  }

  int width() {
    return width;
  }

  List<Piece> pieces() {
    return pieces;
  }

  String text(boolean colours) {
    var text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(colours ? piece.ink().onTerminal(piece.text()) : piece.text());
    }
    return text.toString().stripTrailing();
  }
}
