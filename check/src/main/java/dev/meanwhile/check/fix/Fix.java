package dev.meanwhile.check.fix;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A rewrite of one file.
 *
 * @param title what it does
 * @param edits the edits, which do not overlap; empty if only {@code plain} is possible
 * @param imports the imports that the new code needs, such as {@code static
 *     dev.meanwhile.Meanwhile.all}
 * @param plain the same with the JDK only; empty if the edits need nothing else anyway
 */
public record Fix(String title, List<TextEdit> edits, List<String> imports, Optional<Fix> plain)
    implements Serializable {
  /** Copies the lists. */
  public Fix {
    edits = List.copyOf(edits);
    imports = List.copyOf(imports);
  }

  /** A rewrite that is the same in both styles. */
  public Fix(String title, List<TextEdit> edits, List<String> imports) {
    this(title, edits, imports, Optional.empty());
  }

  /** The edits of a file, those of its imports among them, in their order. */
  public List<TextEdit> editsIn(String text) {
    return EditedText.edits(text, List.of(this));
  }

  /** The rewrite in a style; empty if it is not possible in this one. */
  public Optional<Fix> in(Style style) {
    if (style == Style.PLAIN && plain.isPresent()) {
      return plain;
    }
    return edits.isEmpty() ? Optional.empty() : Optional.of(this);
  }
}
