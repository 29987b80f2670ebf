package dev.meanwhile.check.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A source file: its name, its text, and where its lines begin. Safe for use by many threads. */
public final class SourceText {
  private static final int TYPICAL_LINE = 32;

  private final Path path;
  private final String text;
  private final int[] lineStarts;

  /** The file at {@code path} that holds {@code text}. */
  public SourceText(Path path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** Reads a file. What is not UTF-8 in it is replaced, as the compiler does. */
  public static SourceText read(Path path) throws IOException {
    return new SourceText(path, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[1 + text.length() / TYPICAL_LINE];
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = end + 1;
    }
    return Arrays.copyOf(starts, lines);
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /** Whether it says, above its package, that a program wrote it. */
  public boolean isGenerated() {
    return FileHead.of(text).isGenerated();
  }

  /** All of it. */
  public String text() {
    return text;
  }

  /** The text of a piece. */
  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** The number of the line with the character at {@code offset}, from 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of the character at {@code offset} in its line, from 1; a tab counts as one. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** How many lines the file has. */
  public int lines() {
    return lineStarts.length;
  }

  /** The text of a line without its end. Lines count from 1. */
  public String lineText(int line) {
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(lineStarts[line - 1], end).stripTrailing();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
