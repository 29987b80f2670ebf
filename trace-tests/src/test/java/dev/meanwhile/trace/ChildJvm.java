package dev.meanwhile.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.observe.Observer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a JVM of its own, with a class path that the test chooses. */
final class ChildJvm {
  /** What it printed until it ended. */
  record Output(int exitCode, String out, String err) {}

  private final List<String> options = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  /** One that has Meanwhile's core and the programs of the tests, and nothing else. */
  ChildJvm() {
    add(Observer.class).add(TracedProgram.class);
  }

  /** Adds the jar, or folder, where a class is. */
  ChildJvm add(Class<?> type) {
    classPath.add(placeOf(type));
    return this;
  }

  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  Process start(String... arguments) throws IOException {
    String path =
        classPath.stream()
            .map(Path::toString)
            .collect(Collectors.joining(java.io.File.pathSeparator));
    Stream<String> fixed =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            path);
    Stream<String> program =
        Stream.concat(Stream.of(TracedProgram.class.getName()), Stream.of(arguments));
    return new ProcessBuilder(
            Stream.of(fixed, options.stream(), program).flatMap(all -> all).toList())
        .start();
  }

  /** Runs it to its end; its output is small. */
  Output run(String... arguments) throws Exception {
    Process process = start(arguments);
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      return new Output(process.waitFor(), out, err);
    } finally {
      process.destroyForcibly();
    }
  }
}
