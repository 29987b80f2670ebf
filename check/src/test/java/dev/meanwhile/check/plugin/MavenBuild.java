package dev.meanwhile.check.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * A Maven project that has nothing to do with this one, and takes the plugin from a local
 * repository of its own. All else comes from the one that this build uses.
 */
final class MavenBuild {
  private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>shop</groupId>
        <artifactId>shop</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>25</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.16.0</version>
              <configuration>
                <annotationProcessorPaths>
                  <path>
                    <groupId>dev.meanwhile</groupId>
                    <artifactId>meanwhile-check</artifactId>
                    <version>%s</version>
                  </path>
                </annotationProcessorPaths>
                <compilerArgs>
                  <arg>-Xplugin:Meanwhile%s</arg>
                </compilerArgs>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  private final Path checkout = checkout();
  private final String version;
  private final Path project;
  private final Path repository;

  MavenBuild(Path temporary) throws IOException {
    this.version = version(checkout.resolve("check/pom.xml"));
    this.project = Files.createDirectory(temporary.resolve("shop"));
    this.repository = temporary.resolve("repository");
    install("meanwhile-parent", "pom.xml");
    Path folder = install("meanwhile-check", "check/pom.xml");
    Path jar = folder.resolve("meanwhile-check-" + version + ".jar");
    String classes = Build.place(MeanwhilePlugin.class).toString();
    var jarTool = ToolProvider.findFirst("jar").orElseThrow();
    assertThat(jarTool.run(System.out, System.err, "cf", jar.toString(), "-C", classes, "."))
        .isZero();
  }

  /** What Maven says. */
  record Output(int exitCode, String text) {}

  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static String version(Path pom) throws IOException {
    var found = VERSION.matcher(Files.readString(pom));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private Path install(String artifact, String pom) throws IOException {
    Path folder = repository.resolve("dev/meanwhile").resolve(artifact).resolve(version);
    Files.createDirectories(folder);
    Files.copy(checkout.resolve(pom), folder.resolve(artifact + "-" + version + ".pom"));
    return folder;
  }

  MavenBuild file(String name, String text) throws IOException {
    Path file = project.resolve("src/main/java").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Compiles; the plugin gets these arguments. */
  Output compile(String arguments) throws IOException, InterruptedException {
    Files.writeString(project.resolve("pom.xml"), POM.formatted(version, arguments));
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    var command = new ArrayList<String>();
    command.add(checkout.resolve(isWindows ? "mvnw.cmd" : "mvnw").toString());
    command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository));
    command.addAll(List.of("-Dmaven.repo.local.tail=" + shared(), "compile"));
    var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    try {
      maven.getOutputStream().close();
      String text = new String(maven.getInputStream().readAllBytes(), UTF_8);
      return new Output(maven.waitFor(), text);
    } finally {
      maven.destroy();
    }
  }

  /** Surefire says where the local repository of this build is. */
  private static String shared() {
    String home = System.getProperty("user.home");
    return System.getProperty("localRepository", home + "/.m2/repository");
  }
}
