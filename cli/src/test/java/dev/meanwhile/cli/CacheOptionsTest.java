package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheOptionsTest {
  private static final String SWALLOWED =
      """
      class Nap {
        void nap() {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            // nothing
          }
        }
      }
      """;

  @TempDir private Path temp;
  private Path tree;
  private Path cache;

  @BeforeEach
  void write() throws IOException {
    tree = Files.createDirectory(temp.resolve("tree"));
    Files.writeString(tree.resolve("Nap.java"), SWALLOWED);
    cache = temp.resolve("cache");
  }

  private static long entries(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void whatIsFoundIsKeptInTheFolder() throws IOException {
    String[] arguments = {
      "check", "--format", "json", "--cache", cache.toString(), tree.toString()
    };
    Result first = Result.of(arguments);
    assertThat(entries(cache)).isEqualTo(1);

    Result second = Result.of(arguments);

    assertThat(second.out()).contains("swallowed-interrupt").isEqualTo(first.out());
    assertThat(second.exitCode()).isEqualTo(first.exitCode()).isEqualTo(1);
    assertThat(entries(cache)).isEqualTo(1);
  }

  @Test
  void aFixAnalysesAnewAndKeepsNothing() throws IOException {
    Result.of("check", "--cache", cache.toString(), tree.toString());

    Result fixed = Result.of("check", "--fix", "--cache", cache.toString(), tree.toString());

    assertThat(fixed.err()).contains("1 rewritten");
    assertThat(entries(cache)).isEqualTo(1);
    Result after = Result.of("check", "--cache", cache.toString(), tree.toString());
    assertThat(after.exitCode()).isZero();
  }

  @Test
  void aFileIsNoFolderToKeepThingsIn() {
    String file = tree.resolve("Nap.java").toString();

    Result checked = Result.of("check", "--cache", file, tree.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("--cache is " + file + "; allowed: a folder");
  }

  @Test
  void aFolderAndNoneDoNotGoTogether() {
    Result checked = Result.of("check", "--no-cache", "--cache", cache.toString());

    assertThat(checked.exitCode()).isEqualTo(2);
    assertThat(checked.err()).contains("--cache and --no-cache do not go together");
  }

  @Test
  void byDefaultItIsTheCacheFolderOfTheUser() {
    Path home = temp.resolve("home");

    assertThat(CacheOptions.ofUser(null, home.toString()))
        .isEqualTo(home.resolve(".cache/meanwhile/check"));
    assertThat(CacheOptions.ofUser(temp.toString(), home.toString()))
        .isEqualTo(temp.resolve("meanwhile/check"));
    assertThat(CacheOptions.ofUser("relative", home.toString()))
        .isEqualTo(home.resolve(".cache/meanwhile/check"));
  }
}
