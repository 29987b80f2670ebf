package dev.meanwhile.trace.export;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Makes JSON safe inside a {@code script} element: what could end the element, or open a comment in
 * it, becomes an escape. In JSON, these characters occur only within strings.
 */
final class ScriptText extends FilterWriter {
  ScriptText(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    switch (c) {
      case '<', '>', '&', '\u2028', '\u2029' -> out.write("\\u%04x".formatted(c));
      default -> out.write(c);
    }
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text.charAt(i));
    }
  }
}
