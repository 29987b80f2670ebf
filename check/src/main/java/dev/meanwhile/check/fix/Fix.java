package dev.meanwhile.check.fix;

import java.util.List;

/**
 * A rewrite of one file.
 *
 * @param title what it does
 * @param edits the edits, which do not overlap
 * @param imports the imports that the new code needs, such as {@code static
 *     dev.meanwhile.Meanwhile.all}
 */
public record Fix(String title, List<TextEdit> edits, List<String> imports) {
  /** Copies the lists. */
  public Fix {
    edits = List.copyOf(edits);
    imports = List.copyOf(imports);
  }
}
