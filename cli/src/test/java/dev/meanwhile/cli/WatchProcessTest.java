package dev.meanwhile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Watching a JVM of its own that knows nothing of it, from another one. */
class WatchProcessTest {
  private static final int REQUESTS = 3;

  private static final int CTRL_C = 2;

  @TempDir private Path folder;
  private Process program;
  private BufferedReader answers;
  private Writer requests;

  @BeforeEach
  void start() throws IOException {
    program = java(WatchedProgram.class);
    answers = program.inputReader();
    requests = program.outputWriter();
    assertThat(answers.readLine()).isEqualTo("ready");
  }

  @AfterEach
  void end() throws Exception {
    requests.close();
    program.waitFor();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void ctrlCPrintsWhatWasSeenAndLeavesNothingBehind() throws Exception {
    Process watch = watch("--follow", "--ascii", "--color=never");
    serve();

    String stop = isCtrlCIgnored() ? "TERM" : "INT";
    signal(stop, watch);

    String report = rest(watch.inputReader());
    assertThat(watch.waitFor()).isEqualTo(stop.equals("TERM") ? 143 : 130);
    assertThat(report)
        .contains(8 * REQUESTS + " waits of " + REQUESTS + " requests")
        .contains("WatchedProgram.page")
        .contains("WatchedProgram.java:" + lineOf("    user();"))
        .contains("WatchedProgram.java:" + lineOf("    org();"))
        .contains("N+1? sleep x6, one after the other");
    assertThat(recordings()).contains("No available recordings");
    assertThat(leftFiles()).isEmpty();
  }

  @Test
  void theEndOfTheProgramEndsTheWatching() throws Exception {
    Process watch = watch("--follow", "--json");
    serve();

    requests.close();

    assertThat(rest(watch.inputReader())).contains("\"stacks\"", "\"loops\"", "\"pinned\"");
    assertThat(watch.waitFor()).isZero();
    assertThat(leftFiles()).isEmpty();
  }

  private Process watch(String... options) throws IOException {
    var words = new ArrayList<>(List.of("watch", "" + program.pid()));
    words.addAll(List.of(options));
    Process watch = java(MeanwhileCommand.class, words.toArray(String[]::new));
    assertThat(watch.errorReader().readLine()).startsWith("Recording process " + program.pid());
    return watch;
  }

  private void serve() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      requests.write("\n");
      requests.flush();
      assertThat(answers.readLine()).isEqualTo("served");
    }
  }

  private Process java(Class<?> main, String... arguments) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                jdk("java"),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve(main.getSimpleName())),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).start();
  }

  private String recordings() throws IOException {
    var jcmd = new ProcessBuilder(jdk("jcmd"), "" + program.pid(), "JFR.check").start();
    return rest(jcmd.inputReader());
  }

  private List<Path> leftFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(MeanwhileCommand.class.getSimpleName()))) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  /** A shell starts what runs in its background with Ctrl-C ignored; a JVM keeps that. */
  private static boolean isCtrlCIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .collect(Collectors.joining());
    return (Long.parseUnsignedLong(ignored, 16) & 1 << (CTRL_C - 1)) != 0;
  }

  private static void signal(String name, Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  private static String jdk(String command) {
    return Path.of(System.getProperty("java.home"), "bin", command).toString();
  }

  private static String rest(BufferedReader text) {
    return text.lines().collect(Collectors.joining("\n"));
  }

  private static int lineOf(String code) throws IOException {
    Path source = Path.of("src/test/java/dev/meanwhile/cli/WatchedProgram.java");
    return Files.readAllLines(source).indexOf(code) + 1;
  }
}
