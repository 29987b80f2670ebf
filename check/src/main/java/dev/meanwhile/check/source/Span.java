package dev.meanwhile.check.source;

import java.io.Serializable;

/**
 * A piece of a source text.
 *
 * @param start the offset of its first character
 * @param end the offset behind its last character
 */
public record Span(int start, int end) implements Serializable {
  /** Where there is no text: what the compiler has made up. */
  public static final Span NOWHERE = new Span(-1, -1);

  /** Whether all of {@code other} lies in this piece. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** From the start of this piece to the end of {@code other}. */
  public Span to(Span other) {
    return new Span(start, other.end);
  }
}
