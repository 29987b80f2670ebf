package dev.meanwhile.trace;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.observe.Observer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Writes the runs of this process to a folder, as files that {@link TraceFolder} and {@link
 * TraceFile} read. Immutable: each method returns another tracing.
 *
 * <pre>{@code
 * try (var tracing = Tracing.to(Path.of("traces")).start()) {
 *   serve();
 * }
 * }</pre>
 *
 * <p>A task never waits for it: events are handed over to one daemon thread, and those that it
 * cannot take in time are dropped; the file says how many, of each run. What has been written stays
 * if the process is killed; the file may end in the middle of a line then. At the end of the
 * process what was handed over is written.
 *
 * <p><b>Memory.</b> Room for 65,536 events that are handed over; and, where slow runs are looked
 * for, the events of all runs that go on, so many of each as the {@link Recording} says.
 */
public final class Tracing {
  /** How many bytes the files of a folder may have where nothing else is said. */
  public static final long DEFAULT_BYTES = 256_000_000;

  /** The fewest bytes to which the files of a folder can be limited. */
  public static final long FEWEST_BYTES = 100_000;

  private final Path folder;
  private final Recording recording;
  private final long bytes;

  private Tracing(Path folder, Recording recording, long bytes) {
    this.folder = folder;
    this.recording = recording;
    this.bytes = bytes;
  }

  /** Every run, to {@code folder}, which is created if it is not there. */
  public static Tracing to(Path folder) {
    return new Tracing(requireNonNull(folder, "folder"), Recording.everyRun(), DEFAULT_BYTES);
  }

  /** Only the runs that {@code recording} is about. */
  public Tracing only(Recording recording) {
    return new Tracing(folder, requireNonNull(recording, "recording"), bytes);
  }

  /**
   * At most so much in the folder: the oldest traces in it are deleted, also those of other
   * processes.
   *
   * @param most how many bytes, {@link #FEWEST_BYTES} or more
   */
  public Tracing upTo(long most) {
    if (most < FEWEST_BYTES) {
      throw new IllegalArgumentException(
          most + " bytes are too few; allowed: " + FEWEST_BYTES + " or more");
    }
    return new Tracing(folder, recording, most);
  }

  /**
   * Begins with the runs that begin from now on.
   *
   * @return ends it, and waits until what was handed over is written; any number of times
   * @throws IOException if the folder cannot be created or written to
   */
  public Observer.Registration start() throws IOException {
    Files.createDirectories(folder);
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " cannot be written to");
    }
    return RunningTracing.start(folder, recording, bytes);
  }

  @Override
  public String toString() {
    return recording + " to " + folder + ", up to " + bytes + " bytes";
  }
}
