package dev.meanwhile.cli;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the wrappers here are scripts for sh")
class CheckResolveTest {
  private Path tree;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    tree = folder.toRealPath();
  }

  private void write(String name, String text) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void module(String name, String dependency) throws IOException {
    write(
        name + "/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <parent><groupId>shop</groupId><artifactId>shop</artifactId><version>1</version></parent>
          <artifactId>%s</artifactId>
          <dependencies><dependency>%s</dependency></dependencies>
        </project>
        """
            .formatted(name, dependency));
  }

  /** The Maven of this build, which finds the libraries where this build has put them. */
  private void wrapper() throws IOException {
    Path own = Path.of("").toAbsolutePath();
    while (!Files.exists(own.resolve("mvnw"))) {
      own = own.getParent();
    }
    String home = System.getProperty("user.home");
    String repository = System.getProperty("localRepository", home + "/.m2/repository");
    write("mvnw", "exec sh '%s/mvnw' -Dmaven.repo.local='%s' \"$@\"".formatted(own, repository));
  }

  @Test
  @Timeout(value = 5, unit = MINUTES)
  void mavenTellsTheLibrariesOfModulesThatAreNotBuilt() throws IOException {
    wrapper();
    write(
        "pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>shop</groupId><artifactId>shop</artifactId><version>1</version>
          <packaging>pom</packaging>
          <modules><module>api</module><module>app</module></modules>
        </project>
        """);
    module(
        "api",
        """
        <groupId>org.snakeyaml</groupId><artifactId>snakeyaml-engine</artifactId><version>3.0.1</version>
        """);
    module("app", "<groupId>shop</groupId><artifactId>api</artifactId><version>1</version>");
    write(
        "app/src/main/java/App.java",
        """
        import org.snakeyaml.engine.v2.api.LoadSettings;
        class App { Object label() { return LoadSettings.builder().build().getLabel().strip(); } }
        """);
    String app = tree.resolve("app/src").toString();

    assertThat(Result.of("check", app).out()).contains("whose type is not known");
    Result resolved = Result.of("check", "--resolve", app);

    assertThat(resolved.err())
        .contains("Asking Maven in " + tree + ": dependency:tree")
        .contains("Maven: modules 3, libraries 1\n");
    assertThat(resolved.out()).contains("0 findings in 1 file").doesNotContain("not known");
    assertThat(resolved.exitCode()).isZero();
  }

  @Test
  void whatMavenComplainsOfIsShown() throws IOException {
    write("pom.xml", "<project/>");
    write("mvnw", "echo noise; echo '[ERROR] The project has no version'; exit 1");

    Result failed = Result.of("check", "--resolve", tree.toString());

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("Maven has no answer:", "[ERROR] The project has no version");
  }

  @Test
  void aTreeWithoutMavenIsSaidSo() throws IOException {
    Result none = Result.of("check", "--resolve", tree.toString());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("--resolve asks Maven, but there is no pom.xml in " + tree + " or above");

    write("build.gradle.kts", "");
    Result gradle = Result.of("check", "--resolve", tree.toString());
    assertThat(gradle.exitCode()).isEqualTo(2);
    assertThat(gradle.err()).contains("with Gradle, give --classpath what a task prints");
  }
}
