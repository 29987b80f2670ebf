package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir private Path root;

  @Test
  void outsideOfACheckoutItSaysWhereToGo() {
    Path jar = root.resolve("opt/meanwhile/meanwhile.jar");

    assertThatIOException()
        .isThrownBy(() -> Checkout.around(jar))
        .withMessageContainingAll("no benchmarks beside", jar.toString(), "./meanwhile bench");
  }

  @Test
  void theCheckoutIsAroundTheJar() throws IOException {
    assertThat(checkout().root()).isEqualTo(root);
  }

  @Test
  void whatWasNeverBuiltIsNotBuilt() throws IOException {
    assertThat(checkout().isBuilt()).isFalse();
  }

  @Test
  void whatIsNewerThanEverySourceIsBuilt() throws IOException {
    var checkout = checkout();
    touch(root.resolve("benchmarks/target/benchmarks.jar"), 2);

    assertThat(checkout.isBuilt()).isTrue();
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws IOException {
    var checkout = checkout();
    touch(root.resolve("benchmarks/target/benchmarks.jar"), 2);
    touch(root.resolve("core/src/A.java"), 3);

    assertThat(checkout.isBuilt()).isFalse();
  }

  @Test
  void theHelpNamesEveryOption() {
    Result help = Result.of("bench", "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--only", "--quick", "--list", "--json", "docs/performance.md");
  }

  private Checkout checkout() throws IOException {
    for (String module : new String[] {"core", "trace", "benchmarks"}) {
      touch(root.resolve(module + "/pom.xml"), 1);
      touch(root.resolve(module + "/src/A.java"), 1);
      Files.setLastModifiedTime(root.resolve(module + "/src"), FileTime.fromMillis(1));
    }
    touch(root.resolve("pom.xml"), 1);
    return Checkout.around(root.resolve("cli/target/meanwhile-cli.jar"));
  }

  private static void touch(Path file, long millis) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }
}
