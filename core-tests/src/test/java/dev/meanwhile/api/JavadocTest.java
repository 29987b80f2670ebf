package dev.meanwhile.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation is well-formed and complete, and its snippets are code that runs. */
class JavadocTest {
  private static final Path ROOT =
      Path.of(System.getProperty("api.file")).resolve("../..").normalize();

  @TempDir Path output;

  @ParameterizedTest
  @ValueSource(strings = {"core", "io"})
  void theDocumentationHasNoFlaw(String module) throws IOException {
    assertThat(flawsIn(ROOT.resolve(module).resolve("src/main/java"))).isEmpty();
  }

  @Test
  void aSnippetThatDoesNotExistIsAFlaw() throws IOException {
    Path source = Files.createDirectories(output.resolve("sources/demo")).resolve("Demo.java");
    Files.writeString(
        source,
        """
        package demo;
        /** Shows {@snippet file="Dashboard.java" region="nothing"}. */
        public final class Demo {
          private Demo() {}
        }
        """);
    assertThat(flawsIn(output.resolve("sources"))).contains("region not found");
  }

  private String flawsIn(Path sources) throws IOException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    var messages = new StringWriter();
    try (var files = javadoc.getStandardFileManager(null, null, null);
        Stream<Path> java = Files.walk(sources)) {
      List<Path> exported =
          java.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .toList();
      boolean well =
          javadoc
              .getTask(
                  messages,
                  files,
                  null,
                  null,
                  options(),
                  files.getJavaFileObjectsFromPaths(exported))
              .call();
      return well && messages.toString().isBlank() ? "" : "javadoc: " + messages;
    }
  }

  private List<String> options() {
    return List.of(
        "-quiet",
        "-Xdoclint:all,-missing",
        "-d",
        output.resolve("pages").toString(),
        "-classpath",
        System.getProperty("java.class.path"),
        "--snippet-path",
        ROOT.resolve("examples/src/main/java").toString());
  }
}
