package dev.meanwhile.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be drawn on. Immutable.
 *
 * @param width how many columns there are, {@link #NARROWEST} or more
 * @param colours whether to use colours
 * @param unicode whether to use characters beyond ASCII
 */
public record Terminal(int width, boolean colours, boolean unicode) {
  /** The fewest columns on which anything can be drawn. */
  public static final int NARROWEST = 40;

  /** How many columns are assumed where nothing says. */
  public static final int DEFAULT_WIDTH = 100;

  private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");

  /** Takes {@link #NARROWEST} columns for any lesser number. */
  public Terminal {
    width = Math.max(NARROWEST, width);
  }

  /**
   * The terminal that the standard output goes to. It has colours if it is one and nothing in the
   * environment objects ({@code NO_COLOR}, {@code TERM=dumb}), or if {@code CLICOLOR_FORCE}
   * insists. Its width is that of the terminal, or {@code COLUMNS}.
   */
  public static Terminal detect() {
    return of(System.getenv(), sizeOfTerminal());
  }

  /** How many lines the terminal has; empty where the standard output does not go to one. */
  public static Optional<Integer> lines() {
    return sizeOfTerminal().flatMap(size -> number(size, 1));
  }

  /** The terminal that an environment describes; {@code size} is the answer of {@code stty}. */
  static Terminal of(Map<String, String> environment, Optional<String> size) {
    int width =
        size.flatMap(Terminal::columns)
            .or(() -> number(environment.getOrDefault("COLUMNS", "")))
            .orElse(DEFAULT_WIDTH);
    return new Terminal(width, hasColours(environment, size.isPresent()), isUnicode(environment));
  }

  private static Optional<Integer> columns(String size) {
    return number(size, 2);
  }

  /** The first or second number of a size. */
  private static Optional<Integer> number(String size, int which) {
    var matcher = SIZE.matcher(size);
    return matcher.matches() ? number(matcher.group(which)) : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9]\\d{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static boolean hasColours(Map<String, String> environment, boolean isTerminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!forced.isEmpty() && !forced.equals("0")) {
      return true;
    }
    return isTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Where no locale is set, nothing speaks against the usual one. */
  private static boolean isUnicode(Map<String, String> environment) {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("UTF-8")
            .toUpperCase(Locale.ROOT);
    return locale.contains("UTF-8") || locale.contains("UTF8");
  }

  /** What {@code stty size} says, if the standard output is a terminal. */
  private static Optional<String> sizeOfTerminal() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "test -t 1 && stty size < /dev/tty >&2")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      String answer = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException noShell) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The same with another width. */
  public Terminal withWidth(int columns) {
    return new Terminal(columns, colours, unicode);
  }

  /** The same with or without colours. */
  public Terminal withColours(boolean wanted) {
    return new Terminal(width, wanted, unicode);
  }

  /** The same with or without characters beyond ASCII. */
  public Terminal withUnicode(boolean wanted) {
    return new Terminal(width, colours, wanted);
  }
}
