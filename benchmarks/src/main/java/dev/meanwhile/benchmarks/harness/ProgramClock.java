package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.OwnProcess;
import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one contender that measures itself, in a JVM of its own. */
final class ProgramClock implements Clock {
  @Override
  public List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort) {
    try {
      return SamplesOfProcess.run(command(variant, entrant, effort));
    } catch (IOException e) {
      throw new FailedEntrant(entrant, workload, variant, e);
    }
  }

  private static List<String> command(Variant variant, Entrant entrant, Effort effort) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    if (entrant.preview()) {
      command.add("--enable-preview");
    }
    command.add(OwnProcess.class.getName());
    command.add(entrant.type());
    command.add(variant.text());
    command.add(Integer.toString(effort.iterations()));
    return command;
  }
}
