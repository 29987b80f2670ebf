package dev.meanwhile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The JDK's own command to ask something of another JVM. */
final class Jcmd {
  private final long pid;

  private Jcmd(long pid) {
    this.pid = pid;
  }

  /**
   * For that JVM.
   *
   * @throws IOException if that is none: what jcmd knocks with may end other processes
   */
  static Jcmd of(long pid) throws IOException {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new IOException("process " + pid + ": there is no such process");
    }
    Path maps = Path.of("/proc/" + pid + "/maps");
    if (Files.exists(maps)) {
      try (Stream<String> lines = Files.lines(maps)) {
        if (lines.noneMatch(line -> line.contains("libjvm"))) {
          throw new IOException("process " + pid + ": is not a JVM");
        }
      } catch (NoSuchFileException e) {
        throw new IOException("process " + pid + ": has just ended", e);
      } catch (AccessDeniedException e) {
        throw new IOException("process " + pid + ": access is denied; it is another user's", e);
      }
    }
    return new Jcmd(pid);
  }

  /**
   * Has the JVM do {@code command} and returns its answer.
   *
   * @throws IOException if {@code success} is not in it
   */
  String ask(String success, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String answer;
    try (InputStream in = process.getInputStream()) {
      answer = new String(in.readAllBytes(), Charset.defaultCharset());
    }
    if (process.waitFor() != 0 || !answer.contains(success)) {
      throw new IOException("process " + pid + ": " + command[0] + ": " + reason(answer));
    }
    return answer;
  }

  /** A terminal sends Ctrl-C to all it has started; jcmd must live to end the recording. */
  private List<String> line(String... command) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/bin/sh"))) {
      line.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(String.valueOf(pid));
    line.addAll(Arrays.asList(command));
    return line;
  }

  /** The line of an answer that says what was wrong. */
  private static String reason(String answer) {
    return answer
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("\\d+:") && !line.startsWith("at "))
        .map(line -> line.replaceFirst("^[\\w.]+(Exception|Error): ", ""))
        .findFirst()
        .orElse("no answer");
  }
}
