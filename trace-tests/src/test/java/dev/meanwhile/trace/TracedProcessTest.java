package dev.meanwhile.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracing in an application as it is: in a JVM of its own, without any JSON library. */
class TracedProcessTest {
  @TempDir Path folder;

  private ChildJvm withTrace() {
    return new ChildJvm().add(Tracing.class);
  }

  private List<RunTrace> runs() throws IOException {
    return TraceFolder.read(folder);
  }

  private static void assertThreeWhole(List<RunTrace> runs) {
    assertThat(runs)
        .hasSize(3)
        .allSatisfy(run -> {
          assertThat(run.events().getLast()).isInstanceOf(RunEnded.class);
          assertThat(Timeline.of(run).rows())
              .extracting(TaskRow::name)
              .containsExactly("all", "user", "org");
        });
  }

  @Nested
  class IsTurnedOn {
    @Test
    void byALineOfCode() throws Exception {
      ChildJvm.Output output = withTrace().run("3", folder.toString());

      assertThat(output).isEqualTo(new ChildJvm.Output(0, "done\n", ""));
      assertThreeWhole(runs());
    }

    @Test
    void byASystemProperty() throws Exception {
      ChildJvm.Output output = withTrace().option("-Dmeanwhile.trace=" + folder).run("3");

      assertThat(output).isEqualTo(new ChildJvm.Output(0, "done\n", ""));
      assertThreeWhole(runs());
    }

    @Test
    void asAJavaAgent() throws Exception {
      ChildJvm.Output output =
          new ChildJvm().option("-javaagent:" + agentJar() + "=" + folder).run("3");

      assertThat(output).isEqualTo(new ChildJvm.Output(0, "done\n", ""));
      assertThreeWhole(runs());
    }

    @Test
    void withOptions() throws Exception {
      ChildJvm.Output output =
          withTrace().option("-Dmeanwhile.trace=" + folder + ",sample=1/4").run("12");

      assertThat(output).isEqualTo(new ChildJvm.Output(0, "done\n", ""));
      assertThreeWhole(runs());
    }
  }

  @Nested
  class GoesOnWithoutTraces {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'' | \"\" is no folder; allowed: DIR[,sample=1/100]",
          "DIR,sample=2/3 | \"sample=2/3\" cannot be read; allowed: sample=1/N",
          "DIR,slower-than=fast | \"slower-than=fast\" cannot be read; allowed: a number above 0",
          "DIR,disk=1KB | 1000 bytes are too few; allowed: 100000 or more",
          "DIR,colour=red | \"colour=red\" is no option; allowed: sample=1/N, slower-than=TIME",
          "DIR/file/below | file",
        })
    void whereTheSettingCannotBeRead(String setting, String complaint) throws Exception {
      Files.createFile(folder.resolve("file"));
      String value = setting.replace("DIR", folder.toString());

      ChildJvm.Output output = withTrace().option("-Dmeanwhile.trace=" + value).run("1");

      assertThat(output.exitCode()).isZero();
      assertThat(output.out()).isEqualTo("done\n");
      assertThat(output.err().lines())
          .singleElement()
          .asString()
          .startsWith("meanwhile: not tracing: ")
          .contains(complaint);
    }

    @Test
    void whereThePropertyIsThereAndTheModuleIsNot() throws Exception {
      ChildJvm.Output output = new ChildJvm().option("-Dmeanwhile.trace=" + folder).run("1");

      assertThat(output.exitCode()).isZero();
      assertThat(output.out()).isEqualTo("done\n");
      assertThat(output.err())
          .isEqualTo(
              "meanwhile: -Dmeanwhile.trace="
                  + folder
                  + " does nothing: meanwhile-trace is neither on the class path nor on the"
                  + " module path\n");
    }

    @Test
    void whereTheAgentIsGivenNoFolder() throws Exception {
      ChildJvm.Output output = new ChildJvm().option("-javaagent:" + agentJar()).run("1");

      assertThat(output.exitCode()).isZero();
      assertThat(output.err()).startsWith("meanwhile: not tracing: \"\" is no folder");
    }
  }

  @Nested
  class IsKilled {
    @Test
    void andLeavesWhatItHasWritten() throws Exception {
      Process process = withTrace().option("-Dmeanwhile.trace=" + folder).start("forever");
      var seen = new ArrayList<TaskEvent>();
      try (TraceFollower follower = TraceFile.follow(firstFile(process))) {
        while (seen.size() < 1000 && process.isAlive()) {
          seen.addAll(follower.poll());
        }
      } finally {
        process.destroyForcibly().waitFor();
      }

      assertThat(process.exitValue()).isNotZero();
      assertThat(runs())
          .singleElement()
          .satisfies(run -> {
            assertThat(run.name()).isEqualTo("forever");
            assertThat(new HashSet<>(run.events()).containsAll(seen)).isTrue();
            assertThat(run.events()).noneMatch(RunEnded.class::isInstance);
            assertThat(Timeline.of(run).rows()).hasSizeGreaterThan(100);
          });
    }

    private Path firstFile(Process process) throws IOException {
      List<Path> files = List.of();
      while (files.isEmpty() && process.isAlive()) {
        files = TraceFolder.files(folder);
      }
      return files.getFirst();
    }
  }

  /** The jar as it is built, or, where it is not yet, one of the same classes and manifest. */
  private Path agentJar() throws IOException {
    Path classes = ChildJvm.placeOf(Tracing.class);
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    Path jar = folder.resolve("agent").resolve("meanwhile-trace.jar");
    Files.createDirectories(jar.getParent());
    Path manifest = classes.resolve("../../src/main/agent/MANIFEST.MF");
    try (InputStream text = Files.newInputStream(manifest);
        var out = new JarOutputStream(Files.newOutputStream(jar), versioned(new Manifest(text)));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static Manifest versioned(Manifest manifest) {
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    return manifest;
  }
}
