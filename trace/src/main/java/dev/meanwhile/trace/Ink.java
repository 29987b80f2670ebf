package dev.meanwhile.trace;

/**
 * What a piece of text means, and so how it looks. The colours have a contrast of about 4 on black
 * and on white alike, and blue against orange stays apart for the colour-blind.
 */
enum Ink {
  PLAIN("", ""),
  TITLE("1", ""),
  QUIET("38;5;244", "#8b949e"),
  RUNNING("38;5;32", "#388bfd"),
  CRITICAL("1;38;5;166", "#e3742f"),
  WAITING("38;5;244", "#6e7681"),
  QUEUED("38;5;244", "#6e7681"),
  FAILED("1;38;5;162", "#f0528f"),
  CANCELLED("38;5;134", "#a87bd6");

  private final String ansi;
  private final String colour;

  Ink(String ansi, String colour) {
    this.ansi = ansi;
    this.colour = colour;
  }

  /** The text in this ink, as a terminal shows it. */
  String onTerminal(String text) {
    return ansi.isEmpty() ? text : "\033[" + ansi + "m" + text + "\033[0m";
  }

  /** The colour on a dark ground, for a picture; empty for the usual one. */
  String colour() {
    return colour;
  }
}
