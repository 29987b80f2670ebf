package dev.meanwhile.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows through a heap of 64 MB. */
class ExportTest {
  private static final int ROWS = 1_000_000;

  @TempDir Path folder;

  @Test
  void aMillionRowsAreExportedInOrderThroughASmallHeap() throws Exception {
    Path file = folder.resolve("orders.csv");
    Path output = folder.resolve("output.txt");

    Process export =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Drows=" + ROWS,
                "-Dfile=" + file,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "Export")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = export.waitFor();

    assertThat(Files.readString(output)).isEqualTo(ROWS + " rows\n");
    assertThat(exit).isZero();
    assertRowsAreInOrder(file);
  }

  private static void assertRowsAreInOrder(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (int row = 0; row < ROWS; row++) {
        String expected = row + ",order " + row + ",customer " + row % 97;
        String line = lines.readLine();
        if (!expected.equals(line)) {
          throw new AssertionError("line " + row + " is " + line);
        }
      }
      assertThat(lines.readLine()).isNull();
    }
  }
}
