package dev.meanwhile.cli;

import java.io.PrintWriter;

/**
 * Says what is going on: on one line that is written over where somebody looks, else line by line.
 */
public final class Progress implements AutoCloseable {
  private final PrintWriter err;
  private final boolean isWatched = System.getenv("TERM") != null && isTerminal();

  /** Writes to {@code err}. */
  public Progress(PrintWriter err) {
    this.err = err;
  }

  @SuppressWarnings("SystemConsoleNull") // where there is no console at all
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** Whether somebody looks, so that a line can be written over. */
  boolean isWatched() {
    return isWatched;
  }

  /** Shows what goes on now. */
  public void show(String what) {
    if (isWatched) {
      err.print("\r\033[K" + what + " …");
    } else {
      err.println(what);
    }
    err.flush();
  }

  /** As {@link #show}, but only where somebody looks: for what changes many times a second. */
  void update(String what) {
    if (isWatched) {
      show(what);
    }
  }

  /** Takes back what is shown. */
  public void clear() {
    if (isWatched) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
