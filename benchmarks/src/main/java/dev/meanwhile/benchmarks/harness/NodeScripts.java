package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Contenders in JavaScript: the scripts in {@code src/main/node}, by the last part of the name of
 * the workload's package. There are none where Node is not on the path.
 */
final class NodeScripts {
  /** Timers of Node do not wait for less than a millisecond. */
  private static final List<String> WITHOUT_WAITS = List.of("limit=\\d+$");

  private NodeScripts() {}

  static List<Entrant> of(Class<?> workload) {
    String name = workload.getPackageName().replaceAll(".*\\.", "");
    Path folder = module().resolve("src/main/node").resolve(name);
    if (!Files.isDirectory(folder) || !isOnPath("node") || !isOnPath("npm")) {
      return List.of();
    }
    try (Stream<Path> scripts = Files.list(folder)) {
      return scripts.sorted().map(NodeScripts::entrant).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entrant entrant(Path script) {
    String name = String.valueOf(script.getFileName()).replace(Entrant.SCRIPT, "");
    return new Entrant(script.toString(), name + " on Node", Role.REFERENCE, WITHOUT_WAITS, false);
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The folder of this module: its jar and its classes are in {@code target}. */
  static Path module() {
    try {
      var place = NodeScripts.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(place).resolve("../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
