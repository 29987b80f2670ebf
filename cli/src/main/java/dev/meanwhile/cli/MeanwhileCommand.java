package dev.meanwhile.cli;

import dev.meanwhile.cli.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code meanwhile}. */
@Command(
    name = "meanwhile",
    description = "Independent work at once, within limits, and nothing left behind.",
    subcommands = {
      DemoCommand.class,
      TraceCommand.class,
      WatchCommand.class,
      BenchCommand.class,
      CheckCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it worked",
      "1:it failed",
      "2:the command line is wrong, or there is no JDK 25",
      "130:it was interrupted",
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MeanwhileCommand implements Runnable {
  @Spec private CommandSpec spec;

  private MeanwhileCommand() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    int exitCode =
        new CommandLine(new MeanwhileCommand())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler(new Failures())
            .execute(arguments);
    out.flush();
    err.flush();
    return exitCode;
  }

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is missing: demo, trace, watch, bench or check");
  }
}
