package dev.meanwhile.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources that this command was built from, with the benchmarks among them. */
record Checkout(Path root) {
  private static final String MODULE = "benchmarks";

  /** The modules that the benchmarks are built from. */
  private static final List<String> MODULES = List.of("core", "trace", MODULE);

  /**
   * That around the jar or the classes of the command.
   *
   * @throws IOException if there is none
   */
  static Checkout here() throws IOException {
    try {
      var place = Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return around(Path.of(place));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** That in which {@code program} is {@code cli/target/…}. */
  static Checkout around(Path program) throws IOException {
    Path root = program.resolve("../../..").normalize();
    if (!Files.isRegularFile(root.resolve(MODULE).resolve("pom.xml"))) {
      throw new IOException(
          "there are no benchmarks beside "
              + program
              + ": clone the repository and start ./meanwhile bench there");
    }
    return new Checkout(root);
  }

  private Path jar() {
    return root.resolve(MODULE + "/target/benchmarks.jar");
  }

  /** Whether nothing has changed since the benchmarks were built. */
  boolean isBuilt() throws IOException {
    if (!Files.exists(jar())) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(jar());
    for (String module : MODULES) {
      if (isNewer(root.resolve(module).resolve("pom.xml"), built)
          || isNewer(root.resolve(module).resolve("src"), built)) {
        return false;
      }
    }
    return !isNewer(root.resolve("pom.xml"), built);
  }

  private static boolean isNewer(Path top, FileTime built) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** Builds the benchmarks. */
  void build() throws IOException, InterruptedException {
    Path log = Files.createDirectories(root.resolve("cli/target")).resolve("bench-build.log");
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    var maven =
        new ProcessBuilder(
                root.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                "-q",
                "-pl",
                MODULE,
                "-am",
                "-Dmaven.test.skip=true",
                "package")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (exitCode(maven.start()) != 0) {
      throw new IOException("the benchmarks cannot be built; what Maven says is in " + log);
    }
    // Maven leaves a jar alone that would become the same
    Files.setLastModifiedTime(jar(), FileTime.fromMillis(System.currentTimeMillis()));
  }

  /** Runs the benchmarks in this terminal and returns their exit code. */
  int run(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow"); // for JMH
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(arguments);
    return exitCode(new ProcessBuilder(command).inheritIO().start());
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } finally {
      process.destroy(); // nothing is left behind by an interrupt
    }
  }
}
