package dev.meanwhile.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source tree that Maven builds.
 *
 * @param root the folder of its topmost {@code pom.xml}
 */
record MavenTree(Path root) {
  private static final List<String> GRADLE =
      List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

  /**
   * That around a file or folder.
   *
   * @throws IllegalArgumentException if Maven does not build it
   */
  static MavenTree around(Path path) throws IOException {
    Path start = path.toRealPath();
    Path root = nearest(start, List.of("pom.xml")).orElseThrow(() -> noMaven(start));
    Path above = root.getParent();
    while (above != null && Files.isRegularFile(above.resolve("pom.xml"))) {
      root = above;
      above = root.getParent();
    }
    return new MavenTree(root);
  }

  /** The nearest folder at or above a path that has a file of one of the names. */
  private static Optional<Path> nearest(Path path, List<String> names) {
    return Stream.iterate(path, folder -> folder != null, Path::getParent)
        .filter(
            folder -> names.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name))))
        .findFirst();
  }

  private static IllegalArgumentException noMaven(Path start) {
    String missing = "--resolve asks Maven, but there is no pom.xml in " + start + " or above";
    return new IllegalArgumentException(
        nearest(start, GRADLE).isEmpty()
            ? missing
            : missing
                + "; with Gradle, give --classpath what a task prints of"
                + " sourceSets.main.get().compileClasspath.asPath");
  }

  /**
   * Has Maven run goals, in all modules whatever fails in one.
   *
   * @param log where Maven's complaints go
   * @param arguments the goals and their properties
   * @throws IllegalArgumentException if there is no Maven
   */
  void run(Path log, List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(maven());
    command.addAll(List.of("-B", "-q", "-ntp", "-T1", "-fn"));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    Process maven = start(builder);
    try {
      maven.getOutputStream().close();
      maven.waitFor();
    } finally {
      maven.destroy(); // nothing is left behind by an interrupt
    }
  }

  private static Process start(ProcessBuilder maven) {
    try {
      return maven.start();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--resolve asks Maven, but there is neither mvnw in the tree nor mvn on the PATH", e);
    }
  }

  /** The tree's own Maven, or that of the machine. */
  private List<String> maven() {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    String name = isWindows ? "mvnw.cmd" : "mvnw";
    Optional<String> own =
        nearest(root, List.of(name)).map(folder -> folder.resolve(name).toString());
    if (isWindows) {
      return List.of(own.orElse("mvn.cmd"));
    }
    return own.map(wrapper -> List.of("sh", wrapper)).orElse(List.of("mvn"));
  }
}
