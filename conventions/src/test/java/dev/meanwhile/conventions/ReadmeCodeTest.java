package dev.meanwhile.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the README is code that compiles and runs: regions of the examples. */
class ReadmeCodeTest {

  @TempDir private Path examples;

  @BeforeEach
  void anExample() throws IOException {
    Files.writeString(
        examples.resolve("FanOut.java"),
        """
        class FanOut {
          void main() {
            // @start region="fan-out"
            var user = user();
            // @start region="inner"
            if (user != null) {
              print(user);
            }
            // @end
            // @end
          }
        }
        """);
  }

  @Test
  void javaBlocksOfTheReadmeAreRegionsOfTheExamples() {
    var repository = Repository.here();
    Path readme = repository.root().resolve("README.md");
    Path sources = repository.root().resolve("examples/src");

    if (Files.exists(readme)) {
      assertThat(new ReadmeCode(sources).violations(Repository.read(readme)))
          .as("code blocks of README.md that differ from the examples; copy the region over")
          .isEmpty();
    }
  }

  @Test
  void aBlockThatEqualsItsRegionIsFine() {
    assertThat(
            violations(
                """
                <!-- region: FanOut.java#fan-out -->
                ```java
                var user = user();
                if (user != null) {
                  print(user);
                }
                ```
                """))
        .isEmpty();
  }

  @Test
  void aBlockThatDiffersFromItsRegionIsShownWithBothTexts() {
    assertThat(
            violations(
                """
                <!-- region: FanOut.java#inner -->
                ```java
                print(user);
                ```
                """))
        .singleElement()
        .asString()
        .contains("FanOut.java#inner", "if (user != null) {", "print(user);");
  }

  @Test
  void anUnknownFileOrRegionIsNamed() {
    assertThat(
            violations(
                """
                <!-- region: Nowhere.java#fan-out -->
                ```java
                ```
                <!-- region: FanOut.java#nothing -->
                ```java
                ```
                """))
        .containsExactly(
            "Nowhere.java#fan-out: no such file among the examples",
            "FanOut.java#nothing: no such region in the file");
  }

  @Test
  void onceThereAreMarkersEveryJavaBlockNeedsOne() {
    String unmarked =
        """
        ```java
        unchecked();
        ```
        """;
    String marked =
        """
        <!-- region: FanOut.java#inner -->
        ```java
        if (user != null) {
          print(user);
        }
        ```

        ```xml
        <dependency/>
        ```
        """;

    assertThat(violations(unmarked)).isEmpty();
    assertThat(violations(marked)).isEmpty();
    assertThat(violations(marked + unmarked)).singleElement().asString().contains("unchecked();");
  }

  @Test
  void aMarkerWithoutABlockIsCounted() {
    assertThat(violations("<!-- region: FanOut.java#inner -->\n\nNo code here.\n"))
        .containsExactly("1 of the region markers have no code block after them");
  }

  private List<String> violations(String readme) {
    return new ReadmeCode(examples).violations(readme);
  }
}
