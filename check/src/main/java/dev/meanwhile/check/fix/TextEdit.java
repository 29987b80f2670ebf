package dev.meanwhile.check.fix;

import dev.meanwhile.check.source.Span;
import java.io.Serializable;

/**
 * Puts other text in the place of a piece of a file.
 *
 * @param span the piece; empty to insert
 * @param replacement the new text
 */
public record TextEdit(Span span, String replacement) implements Serializable {
  /** The same with line ends as a text has them. */
  TextEdit withLineEndsOf(String text) {
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    return new TextEdit(span, replacement.replace("\r\n", "\n").replace("\n", end));
  }
}
