package dev.meanwhile.check;

import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.source.Span;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A piece of a source file.
 *
 * @param file the file
 * @param span the piece
 */
public record Place(SourceText file, Span span) implements Serializable {
  /** The file. */
  public Path path() {
    return file.path();
  }

  /** The line it begins in, from 1. */
  public int line() {
    return file.line(span.start());
  }

  /** The column it begins in, from 1. */
  public int column() {
    return file.column(span.start());
  }

  /** The line it ends in. */
  public int endLine() {
    return file.line(Math.max(span.start(), span.end() - 1));
  }

  /** The column behind its end. */
  public int endColumn() {
    return span.end() > span.start() ? file.column(span.end() - 1) + 1 : column();
  }

  /** Its text. */
  public String text() {
    return file.text(span);
  }

  @Override
  public String toString() {
    return path() + ":" + line() + ":" + column();
  }
}
