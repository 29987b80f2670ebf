package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every Java file looks as google-java-format would leave it. */
class FormatTest {

  @Test
  @Timeout(600) // a thousand files, and the machine may be busy
  void everyJavaFileIsFormatted() {
    var repository = Repository.here();
    var files = repository.javaFiles();
    if (Boolean.getBoolean("format.apply")) {
      Formatting.apply(files);
    }
    assertThat(Formatting.violations(repository, files))
        .as("files that are not formatted; this command formats them: %s", Formatting.COMMAND)
        .isEmpty();
  }

  @Test
  void anUnformattedFileIsNamedAndLeftAsItIs(@TempDir Path root) throws IOException {
    String source = "class Bad { int  x ; }\n";
    Path file = Files.writeString(root.resolve("Bad.java"), source);

    assertThat(Formatting.violations(new Repository(root), List.of(file)))
        .containsExactly("Bad.java");
    assertThat(file).hasContent(source);
  }

  @Test
  void aFileThatIsNoJavaIsNamed(@TempDir Path root) throws IOException {
    Path file = Files.writeString(root.resolve("Broken.java"), "class {\n");

    assertThat(Formatting.violations(new Repository(root), List.of(file)))
        .anySatisfy(line -> assertThat(line).contains("Broken.java"));
  }

  @Test
  void snippetMarkersAndRegionsSurviveFormatting(@TempDir Path root) throws IOException {
    Path file =
        Files.writeString(
            root.resolve("Marked.java"),
            """
            class Marked {
                void run() {
                    // region first
                    int a=1; // @highlight substring="a"
                    // @start region="inner"
                    int b=2;
                    // @end
                    // endregion
                }
            }
            """);

    Formatting.apply(List.of(file));

    assertThat(file)
        .hasContent(
            """
            class Marked {
              void run() {
                // region first
                int a = 1; // @highlight substring="a"
                // @start region="inner"
                int b = 2;
                // @end
                // endregion
              }
            }
            """);
  }
}
