package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a process that prints samples: on each line nanoseconds and bytes of one operation. */
final class SamplesOfProcess {
  private SamplesOfProcess() {}

  /** All that it prints, of which there is one at least. */
  static List<Sample> run(List<String> command) throws IOException {
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
