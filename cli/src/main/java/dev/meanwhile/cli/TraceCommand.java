package dev.meanwhile.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code meanwhile trace}. */
@Command(
    name = "trace",
    description = "Looks at what was recorded.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TraceShowCommand.class,
      TraceCriticalCommand.class,
      TraceExportCommand.class,
      TraceDiffCommand.class,
      TraceWhatIfCommand.class,
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: show, critical, what-if, diff or export");
  }
}
