package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read in one sitting. */
class FileSizeTest {

  private static final int MOST_LINES = 400;

  /** The facade: one-line delegations and the documentation of every verb. */
  private static final Set<String> EXEMPT =
      Set.of("core/src/main/java/dev/meanwhile/Meanwhile.java");

  @Test
  void noJavaFileIsTooLong() {
    assertThat(violations(Repository.here()))
        .as("files of more than %d lines; they hold more than one idea", MOST_LINES)
        .isEmpty();
  }

  @Test
  void aFileThatIsTooLongIsNamedWithItsLength(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("Long.java"), "// line\n".repeat(MOST_LINES + 1));
    Files.writeString(root.resolve("Short.java"), "// line\n".repeat(MOST_LINES));

    assertThat(violations(new Repository(root))).containsExactly("Long.java: 401 lines");
  }

  @Test
  void theExemptFileIsExempt(@TempDir Path root) throws IOException {
    Path facade = root.resolve(EXEMPT.iterator().next());
    Files.createDirectories(facade.getParent());
    Files.writeString(facade, "// line\n".repeat(MOST_LINES + 1));

    assertThat(violations(new Repository(root))).isEmpty();
  }

  private static List<String> violations(Repository repository) {
    return repository.javaFiles().stream()
        .filter(file -> !EXEMPT.contains(repository.name(file)))
        .filter(file -> lines(file) > MOST_LINES)
        .map(file -> repository.name(file) + ": " + lines(file) + " lines")
        .toList();
  }

  private static long lines(Path file) {
    return Repository.read(file).lines().count();
  }
}
