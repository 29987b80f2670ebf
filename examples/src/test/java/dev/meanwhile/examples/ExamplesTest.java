package dev.meanwhile.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example is run, and prints what stands in {@code src/test/resources/printed}. */
class ExamplesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PRINTED = Path.of("src/test/resources/printed");

  static List<String> examples() throws IOException {
    return namesIn(SOURCES, ".java");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void printsWhatItSays(String example) throws Exception {
    assertThat(printedBy(example)).isEqualTo(Files.readString(PRINTED.resolve(example + ".txt")));
  }

  @Test
  void everyExpectationHasItsExample() throws IOException {
    assertThat(namesIn(PRINTED, ".txt")).isEqualTo(examples()).isNotEmpty();
  }

  @Test
  void theReadmeShowsWhatItsFirstExamplePrints() throws IOException {
    assertThat(Files.readString(Path.of("../README.md")))
        .contains("```text\n" + Files.readString(PRINTED.resolve("Dashboard.txt")) + "```");
  }

  private static List<String> namesIn(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }

  private static String printedBy(String example) throws Exception {
    Constructor<?> constructor = Class.forName(example).getDeclaredConstructor();
    Method main = Class.forName(example).getDeclaredMethod("main");
    constructor.setAccessible(true);
    main.setAccessible(true);
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.invoke(constructor.newInstance());
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
