package dev.meanwhile.check.report;

/** A line in several tones, which knows how far it is. */
final class TextLine {
  private final Canvas canvas;
  private final StringBuilder text = new StringBuilder();
  private int width;

  TextLine(Canvas canvas) {
    this.canvas = canvas;
  }

  /** Adds a text of ours. */
  TextLine add(String words, Tone tone) {
    return addAsIs(canvas.written(words), tone);
  }

  /** Adds a text of the code under check. */
  TextLine addAsIs(String code, Tone tone) {
    if (!code.isEmpty()) {
      text.append(tone.on(canvas, code));
      width += code.length();
    }
    return this;
  }

  /** Fills up with blanks until the line is so wide. */
  TextLine padTo(int column) {
    return addAsIs(" ".repeat(Math.max(0, column - width)), Tone.PLAIN);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
