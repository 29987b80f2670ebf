package dev.meanwhile.cli;

import java.io.PrintWriter;

/** All of a terminal, drawn again and again; what was there before comes back in the end. */
final class Screen implements AutoCloseable {
  private static final String ENTER = "\033[?1049h\033[?25l\033[?7l"; // no cursor, no folding
  private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";
  private static final String TOP = "\033[H";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";

  private final PrintWriter out;
  private final int lines;

  /** Takes the terminal behind {@code out}, which has so many lines. */
  Screen(PrintWriter out, int lines) {
    this.out = out;
    this.lines = lines;
    out.print(ENTER);
  }

  /** Shows as much of the text as there is room for. */
  void show(String text) {
    out.print(TOP);
    text.lines().limit(lines - 1L).forEach(line -> out.print(line + CLEAR_LINE + "\r\n"));
    out.print(CLEAR_BELOW);
    out.flush();
  }

  @Override
  public void close() {
    out.print(LEAVE);
    out.flush();
  }
}
