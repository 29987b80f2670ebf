package dev.meanwhile.cli;

import dev.meanwhile.trace.Terminal;
import picocli.CommandLine.Option;

/** The options of commands that print text. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Lettering {
  @Option(names = "--ascii", description = "Prints ASCII characters only.")
  private boolean ascii;

  boolean unicode() {
    return !ascii && Terminal.detect().unicode();
  }
}
