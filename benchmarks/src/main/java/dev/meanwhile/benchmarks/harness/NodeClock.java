package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Runs a script on Node. The first one fetches what the scripts need, below {@code target}. */
final class NodeClock implements Clock {
  private final Path scripts = NodeScripts.module().resolve("src/main/node");
  private final Path installed = NodeScripts.module().resolve("target/node");

  @Override
  public List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort) {
    try {
      if (!Files.isDirectory(installed.resolve("node_modules"))) {
        install();
      }
      Path script = installed.resolve(scripts.relativize(Path.of(entrant.type())));
      return SamplesOfProcess.run(
          List.of(
              "node",
              installed.resolve("measure.mjs").toString(),
              script.toString(),
              variant.text(),
              Integer.toString(effort.iterations())));
    } catch (IOException e) {
      throw new FailedEntrant(entrant, workload, variant, e);
    }
  }

  private void install() throws IOException {
    try (Stream<Path> files = Files.walk(scripts)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = installed.resolve(scripts.relativize(file));
        Files.createDirectories(copy.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    var npm =
        new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .start();
    npm.getOutputStream().close();
    String said = new String(npm.getInputStream().readAllBytes());
    if (!Files.isDirectory(installed.resolve("node_modules"))) {
      throw new IOException("npm install failed: " + said.strip());
    }
  }
}
