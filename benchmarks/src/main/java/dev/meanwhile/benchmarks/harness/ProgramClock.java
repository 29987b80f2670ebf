package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.OwnProcess;
import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one contender that measures itself, in a JVM of its own. */
final class ProgramClock implements Clock {
  @Override
  public List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort) {
    try {
      return run(command(variant, entrant, effort));
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

  private static List<Sample> run(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var samples = new ArrayList<Sample>();
    var other = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> read(line, samples, other));
    } finally {
      process.destroy();
    }
    if (samples.isEmpty()) {
      throw new IOException("it printed no samples but: " + other.toString().strip());
    }
    return samples;
  }

  private static void read(String line, List<Sample> samples, StringBuilder other) {
    if (line.matches("[-+.\\dE]+ ([-+.\\dE]+|NaN)")) {
      String[] figures = line.split(" ");
      samples.add(new Sample(Double.parseDouble(figures[0]), Double.parseDouble(figures[1])));
    } else {
      other.append(line).append('\n');
    }
  }
}
