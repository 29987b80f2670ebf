package dev.meanwhile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A recording of the waits in another JVM. It is started and ended by the JDK's own jcmd: nothing
 * is loaded into that JVM but its own Flight Recorder.
 */
final class JvmRecording implements AutoCloseable {
  private static final String SETTINGS = "watch.jfc";

  private final long pid;
  private final Path folder;
  private final String name;
  private boolean isRunning;

  private JvmRecording(long pid, Path folder) {
    this.pid = pid;
    this.folder = folder;
    this.name = String.valueOf(folder.getFileName());
  }

  /** Starts one. */
  static JvmRecording start(long pid) throws IOException, InterruptedException {
    checkIsJvm(pid);
    var recording = new JvmRecording(pid, Files.createTempDirectory("meanwhile-watch-"));
    try {
      recording.start();
      return recording;
    } catch (IOException | InterruptedException | RuntimeException e) {
      recording.close();
      throw e;
    }
  }

  /** What jcmd knocks with may end a process that is no JVM. */
  private static void checkIsJvm(long pid) throws IOException {
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
  }

  private void start() throws IOException, InterruptedException {
    Path settings = folder.resolve(SETTINGS);
    try (InputStream in = JvmRecording.class.getResourceAsStream(SETTINGS)) {
      Files.copy(Objects.requireNonNull(in, SETTINGS), settings);
    }
    isRunning = true; // also where the answer does not come
    jcmd("Started recording", "JFR.start", "name=" + name, "settings=" + settings);
  }

  /** Ends it and returns its file, which is there until this is closed. */
  Path stop() throws IOException, InterruptedException {
    Path file = folder.resolve("waits.jfr");
    jcmd("Stopped recording", "JFR.stop", "name=" + name, "filename=" + file);
    isRunning = false;
    return file;
  }

  private void jcmd(String success, String... command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var words = Stream.concat(Stream.of(jcmd, String.valueOf(pid)), Stream.of(command)).toList();
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String answer;
    try (InputStream in = process.getInputStream()) {
      answer = new String(in.readAllBytes(), Charset.defaultCharset());
    }
    if (process.waitFor() != 0 || !answer.contains(success)) {
      throw new IOException("process " + pid + ": " + command[0] + ": " + reason(answer));
    }
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

  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      if (isRunning) {
        jcmd("Stopped recording", "JFR.stop", "name=" + name);
      }
    } catch (IOException e) {
      // It has not begun, or its process is gone, and it with it.
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      delete();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
