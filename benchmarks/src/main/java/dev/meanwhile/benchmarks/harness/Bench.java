package dev.meanwhile.benchmarks.harness;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code meanwhile bench} starts. */
@Command(
    name = "meanwhile bench",
    description = "Measures Meanwhile beside other ways to do the same.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description = "Only these workloads, such as W1,W3.")
  private List<String> only = List.of();

  @Option(names = "--quick", description = "One short round without the curves: five minutes.")
  private boolean quick;

  @Option(names = "--list", description = "Prints the workloads and their contenders.")
  private boolean list;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  private boolean json;

  private Bench() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench())
            .setParameterExceptionHandler(Bench::explain)
            .setExecutionExceptionHandler(Bench::explain)
            .execute(arguments));
  }

  private static int explain(ParameterException error, String[] arguments) {
    System.err.println("meanwhile bench: " + error.getMessage());
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(
      Exception error, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (error instanceof IOException) {
      System.err.println("meanwhile bench: " + error.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw error;
  }

  @Override
  public Integer call() throws IOException {
    var workloads = chosen();
    if (list) {
      IO.print(Listing.of(workloads));
      return 0;
    }
    var outcome = measure(workloads);
    var machine = Machine.describe();
    IO.println(json ? JsonReport.of(outcome, machine) : TextReport.of(outcome));
    write(outcome, machine);
    return outcome.failures().isEmpty() ? 0 : CommandLine.ExitCode.SOFTWARE;
  }

  private List<Workload> chosen() {
    for (String id : only) {
      if (Workloads.ALL.stream().noneMatch(workload -> workload.id().equalsIgnoreCase(id))) {
        throw new ParameterException(
            spec.commandLine(), "--only is " + id + "; allowed: " + Listing.ids());
      }
    }
    return Workloads.ALL.stream()
        .filter(
            workload -> only.isEmpty() || only.stream().anyMatch(workload.id()::equalsIgnoreCase))
        .toList();
  }

  private Tournament.Outcome measure(List<Workload> workloads) {
    var console = System.console();
    var progress = new ProgressBar(System.err, console != null && console.isTerminal());
    try {
      return new Tournament(
              workloads, quick, quick ? Effort.QUICK : Effort.FULL, Clock.fitting(), progress)
          .run();
    } finally {
      progress.clear();
    }
  }

  /** Only a whole run is worth being kept. */
  private void write(Tournament.Outcome outcome, Map<String, String> machine) throws IOException {
    var pages = quick || !only.isEmpty() ? Pages.scratch() : Pages.published();
    System.err.println("Written: " + pages.write(outcome, machine, commandLine()));
  }

  private String commandLine() {
    String which = only.isEmpty() ? "" : " --only " + String.join(",", only);
    return "./meanwhile bench" + which + (quick ? " --quick" : "");
  }
}
