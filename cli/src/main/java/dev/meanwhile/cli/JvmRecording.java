package dev.meanwhile.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A recording of the waits in another JVM. It is started and ended by jcmd: nothing is loaded into
 * that JVM but its own Flight Recorder.
 */
final class JvmRecording implements AutoCloseable {
  private static final String SETTINGS = "watch.jfc";
  private static final String REPOSITORY = "Repository path: ";

  private final Jcmd jcmd;
  private final Path folder;
  private final String name;
  private boolean isRunning;

  private JvmRecording(Jcmd jcmd, Path folder) {
    this.jcmd = jcmd;
    this.folder = folder;
    this.name = String.valueOf(folder.getFileName());
  }

  /** Starts one. */
  static JvmRecording start(long pid) throws IOException, InterruptedException {
    Jcmd jcmd = Jcmd.of(pid);
    var recording = new JvmRecording(jcmd, Files.createTempDirectory("meanwhile-watch-"));
    try {
      recording.start();
      return recording;
    } catch (IOException | InterruptedException | RuntimeException e) {
      recording.close();
      throw e;
    }
  }

  private void start() throws IOException, InterruptedException {
    Path settings = folder.resolve(SETTINGS);
    try (InputStream in = JvmRecording.class.getResourceAsStream(SETTINGS)) {
      Files.copy(Objects.requireNonNull(in, SETTINGS), settings);
    }
    isRunning = true; // also where the answer does not come
    jcmd.ask("Started recording", "JFR.start", "name=" + name, "settings=" + settings);
  }

  /** Where that JVM writes what it records, about once a second. */
  Path repository() throws IOException, InterruptedException {
    return jcmd.ask(REPOSITORY, "JFR.configure")
        .lines()
        .filter(line -> line.startsWith(REPOSITORY))
        .map(line -> Path.of(line.substring(REPOSITORY.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** Ends it and returns its file, which is there until this is closed. */
  Path stop() throws IOException, InterruptedException {
    Path file = folder.resolve("waits.jfr");
    jcmd.ask("Stopped recording", "JFR.stop", "name=" + name, "filename=" + file);
    isRunning = false;
    return file;
  }

  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      if (isRunning) {
        jcmd.ask("Stopped recording", "JFR.stop", "name=" + name);
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
