package dev.meanwhile.cli;

import dev.meanwhile.trace.foreign.WaitReport;
import dev.meanwhile.trace.foreign.WaitStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The waits of another JVM from now on: some as they come, all in the end. */
final class JvmWatch implements AutoCloseable {
  private final long pid;
  private final Optional<ProcessHandle> process;
  private final JvmRecording recording;
  private @Nullable WaitStream stream;

  private JvmWatch(long pid, JvmRecording recording) {
    this.pid = pid;
    this.recording = recording;
    this.process = ProcessHandle.of(pid);
  }

  /** Starts to record that process. */
  static JvmWatch start(long pid) throws IOException, InterruptedException {
    Instant start = Instant.now();
    var watch = new JvmWatch(pid, JvmRecording.start(pid));
    try {
      watch.follow(start);
      return watch;
    } catch (IOException | InterruptedException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private void follow(Instant start) throws IOException, InterruptedException {
    stream = WaitStream.open(recording.repository(), start);
  }

  /** Whether the process has ended. */
  boolean hasEnded() {
    return process.filter(ProcessHandle::isAlive).isEmpty();
  }

  /** What is known by now; the last second may be missing. */
  WaitReport now() throws IOException {
    if (stream == null) {
      throw new IOException("process " + pid + ": its recording cannot be read while it is made");
    }
    return stream.report();
  }

  /** Ends it and tells all, or what was known when the process ended. */
  WaitReport end() throws IOException, InterruptedException {
    try {
      return WaitReport.read(recording.stop());
    } catch (IOException e) {
      if (hasEnded()) {
        return now();
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (recording) {
      if (stream != null) {
        stream.close();
      }
    }
  }
}
