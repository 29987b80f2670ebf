package dev.meanwhile.check.report;

import dev.meanwhile.check.Severity;

/** What a piece of text means, and so its colour: readable on black and on white. */
enum Tone {
  PLAIN(""),
  STRONG("1"),
  QUIET("38;5;244"),
  INFO("38;5;32"),
  WARNING("1;38;5;166"),
  ERROR("1;38;5;162"),
  MARK("38;5;166"),
  NOW("38;5;166"),
  THEN("38;5;32");

  private final String ansi;

  Tone(String ansi) {
    this.ansi = ansi;
  }

  static Tone of(Severity severity) {
    return switch (severity) {
      case INFO -> INFO;
      case WARNING -> WARNING;
      case ERROR -> ERROR;
    };
  }

  String on(Canvas canvas, String text) {
    return canvas.colours() && !ansi.isEmpty() ? "\033[" + ansi + "m" + text + "\033[0m" : text;
  }
}
