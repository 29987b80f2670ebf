package dev.meanwhile.check.report;

/**
 * What a text for people is written on.
 *
 * @param width how many columns it has, {@link #NARROWEST} or more
 * @param colours whether it takes ANSI colours
 * @param unicode whether it takes characters beyond ASCII
 */
public record Canvas(int width, boolean colours, boolean unicode) {
  /** The fewest columns that anything can be drawn in. */
  public static final int NARROWEST = 40;

  /** Without colours, of a usual width. */
  public static final Canvas PLAIN = new Canvas(100, false, true);

  /** Takes {@link #NARROWEST} columns for any lesser number. */
  public Canvas {
    width = Math.max(NARROWEST, width);
  }

  /** A text of ours as it can be written here. */
  String written(String text) {
    return unicode
        ? text
        : text.replace("…", "...").replace("×", "x").replace("→", "->").replace("·", ",");
  }

  /** As much of a text as there is room for; what is cut off leaves an ellipsis. */
  String cut(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    String ellipsis = written("…");
    int kept = room - ellipsis.length();
    return kept > 0 ? text.substring(0, kept) + ellipsis : "";
  }
}
