package dev.meanwhile.examples.shop;

import java.util.List;
import java.util.Map;

/** What the programs of this package have in common: help, and how they refuse. */
final class CommandLine {
  private static final int WRONG_USAGE = 2;

  private CommandLine() {}

  /** What a program does. */
  interface Program {
    void run(Arguments arguments) throws Exception;
  }

  static void run(
      String name, String help, Map<String, String> defaults, String[] words, Program program)
      throws Exception {
    if (Arguments.askForHelp(List.of(words))) {
      IO.print(help);
      return;
    }
    try {
      program.run(Arguments.parse(List.of(words), defaults));
    } catch (IllegalArgumentException wrong) {
      System.err.println(name + ": " + wrong.getMessage() + " (--help tells more)");
      System.exit(WRONG_USAGE);
    }
  }
}
