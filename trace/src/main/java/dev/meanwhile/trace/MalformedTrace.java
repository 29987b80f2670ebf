package dev.meanwhile.trace;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not a trace, or a line of it is not one of a trace. */
public final class MalformedTrace extends IOException {
  private static final long serialVersionUID = 1L;

  private final int line;

  MalformedTrace(Path file, int line, String problem) {
    super(file + ", line " + line + ": " + problem);
    this.line = line;
  }

  /** The number of the line, from 1. */
  public int line() {
    return line;
  }
}
