package dev.meanwhile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that repeat class names are checked in groups, several at once. */
class ConcurrentGroupsTest {
  private static final int MODULES = 6;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < MODULES; i++) {
      Path root = Files.createDirectories(folder.resolve("module" + i + "/src/main/java"));
      Files.writeString(
          root.resolve("Nap.java"),
          """
          class Nap {
            void nap() {
              try {
                Thread.sleep(%d);
              } catch (InterruptedException e) {
                // nothing
              }
            }
          }
          """
              .formatted(i));
      Files.writeString(root.resolve("Broken" + i + ".java"), "class Broken { void f( {");
    }
  }

  private String check(int jobs) throws IOException {
    var text = new StringWriter();
    var out = new PrintWriter(text);
    var writer = new TextReport(folder);
    var listener =
        new CheckListener() {
          @Override
          public void found(Finding finding) {
            writer.found(finding, out);
          }

          @Override
          public void failed(Problem problem) {
            out.println(problem);
          }
        };
    writer.finished(Checker.check(CheckOptions.of(folder).withJobs(jobs), listener), out);
    out.flush();
    return text.toString();
  }

  @Test
  void whatIsPrintedDoesNotDependOnTheJobs() throws IOException {
    String one = check(1);

    assertThat(one).contains("module0", "module5", "Broken5.java:1", "6 findings in 12 files");
    assertThat(check(4)).isEqualTo(one);
    assertThat(check(20)).isEqualTo(one);
  }

  @Test
  void theProgressEndsWithAllFiles() throws IOException {
    var steps = new ArrayList<Integer>();
    var listener =
        new CheckListener() {
          @Override
          public void progress(int done, int total) {
            assertThat(total).isEqualTo(2 * MODULES);
            steps.add(done);
          }
        };

    Checker.check(CheckOptions.of(folder).withJobs(3), listener);

    assertThat(steps).isSorted().startsWith(1).endsWith(2 * MODULES);
  }
}
