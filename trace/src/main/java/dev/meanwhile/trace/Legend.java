package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.List;

/** Signs and what they mean, on as many lines as it takes. */
final class Legend {
  private static final int GAP = 2;

  private final int width;
  private final List<StyledLine> lines = new ArrayList<>();

  Legend(int width) {
    this.width = width;
  }

  void add(boolean isShown, char sign, Ink ink, String meaning) {
    add(isShown, String.valueOf(sign), ink, meaning);
  }

  void add(boolean isShown, String sign, Ink ink, String meaning) {
    if (isShown) {
      lineFor(sign.length() + 1 + meaning.length()).add(sign, ink).add(" " + meaning, Ink.QUIET);
    }
  }

  private StyledLine lineFor(int length) {
    if (lines.isEmpty() || lines.getLast().width() + GAP + length > width) {
      lines.add(new StyledLine().padTo(Columns.MARKER));
      return lines.getLast();
    }
    return lines.getLast().add(" ".repeat(GAP), Ink.PLAIN);
  }

  List<StyledLine> lines() {
    return lines;
  }
}
