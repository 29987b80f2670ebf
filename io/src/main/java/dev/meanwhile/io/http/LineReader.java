package dev.meanwhile.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into lines that end with LF, CR LF or CR. A line is there as soon as its end is: a
 * CR is not held back to see what follows.
 */
final class LineReader {
  private static final int BUFFER = 8192;

  private final Reader reader;
  private final int longest;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private boolean afterReturn;

  LineReader(InputStream body, Charset charset, int longest) {
    this.reader = new InputStreamReader(body, charset);
    this.longest = longest;
  }

  /** The next line, without its end, or null at the end of the body. */
  @Nullable String next() throws IOException {
    var line = new StringBuilder();
    while (at < end || fill()) {
      if (afterReturn && buffer[at] == '\n') {
        at++;
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      if (takeUpToEnd(line)) {
        return line.toString();
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  /** Takes what is in the buffer, up to the end of the line; tells whether that was there. */
  private boolean takeUpToEnd(StringBuilder line) throws IOException {
    int from = at;
    while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
      at++;
    }
    if (at - from > longest - line.length()) {
      throw tooLong("a line", longest);
    }
    line.append(buffer, from, at - from);
    if (at == end) {
      return false;
    }
    afterReturn = buffer[at++] == '\r';
    return true;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, reader.read(buffer));
    return end > 0;
  }

  static IOException tooLong(String what, int longest) {
    return new IOException(
        what + " is longer than " + longest + " characters; longestLine allows longer ones");
  }
}
