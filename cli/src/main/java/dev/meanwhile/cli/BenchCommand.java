package dev.meanwhile.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code meanwhile bench}: starts the benchmarks, which the command does not carry along. */
@Command(
    name = "bench",
    description = {
      "Measures Meanwhile beside other libraries and beside code by hand, on this machine.",
      "Prints medians and ratios. A whole run takes about an hour and writes"
          + " docs/performance.md; a part of it writes below benchmarks/target.",
      "Runs in a checkout of the sources only."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description = "Only these workloads, such as W1,W3.")
  private List<String> only = List.of();

  @Option(
      names = "--quick",
      description = "One short round, without the curves: at most five minutes.")
  private boolean quick;

  @Option(names = "--list", description = "Prints the workloads and who does them.")
  private boolean list;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var checkout = Checkout.here();
    try (var _ = Interruption.ofThisThread();
        var progress = new Progress(spec.commandLine().getErr())) {
      if (!checkout.isBuilt()) {
        progress.show("Building the benchmarks (the first time takes some minutes)");
        checkout.build();
        progress.clear();
      }
      return checkout.run(arguments());
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("meanwhile: interrupted");
      return Interruption.EXIT_CODE;
    }
  }

  private List<String> arguments() {
    var arguments = new ArrayList<String>();
    if (!only.isEmpty()) {
      arguments.add("--only=" + String.join(",", only));
    }
    if (quick) {
      arguments.add("--quick");
    }
    if (list) {
      arguments.add("--list");
    }
    if (json) {
      arguments.add("--json");
    }
    return arguments;
  }
}
