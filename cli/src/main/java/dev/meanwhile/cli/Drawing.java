package dev.meanwhile.cli;

import dev.meanwhile.trace.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that draw. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Drawing {
  /** When to use colours. */
  enum Colours {
    auto,
    always,
    never
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colours: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Colours colours = Colours.auto;

  @Option(names = "--ascii", description = "Draws with ASCII characters only.")
  private boolean ascii;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "How wide to draw, 40 or more. Default: as wide as the terminal.")
  private @Nullable Integer width;

  /** Where to draw. */
  public Terminal terminal() {
    Terminal terminal = Terminal.detect();
    if (width != null) {
      if (width < Terminal.NARROWEST) {
        throw new ParameterException(
            spec.commandLine(),
            "--width is " + width + "; allowed: " + Terminal.NARROWEST + " or more");
      }
      terminal = terminal.withWidth(width);
    }
    Terminal coloured =
        switch (colours) {
          case auto -> terminal;
          case always -> terminal.withColours(true);
          case never -> terminal.withColours(false);
        };
    return coloured.withUnicode(terminal.unicode() && !ascii);
  }
}
