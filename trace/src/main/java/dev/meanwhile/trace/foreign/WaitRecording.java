package dev.meanwhile.trace.foreign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;

/**
 * The waits of a recording of the JDK Flight Recorder. Waits that were not recorded, because their
 * events were off or below the threshold, are not seen.
 */
public final class WaitRecording {
  private final WaitEvents events;

  private WaitRecording(WaitEvents events) {
    this.events = events;
  }

  /**
   * Reads it.
   *
   * @throws IOException if the file cannot be read or is no such recording
   */
  public static WaitRecording read(Path recording) throws IOException {
    if (!Files.exists(recording)) {
      throw new NoSuchFileException(recording.toString());
    }
    var events = new WaitEvents();
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        events.add(file.readEvent());
      }
    } catch (EOFException e) {
      throw new IOException(recording + ": not a recording of the JDK Flight Recorder", e);
    } catch (IOException e) {
      throw Files.isRegularFile(recording) && Files.isReadable(recording)
          ? new IOException(
              recording + ": not a recording of the JDK Flight Recorder, or damaged", e)
          : e;
    }
    return new WaitRecording(events);
  }

  /** The waits of each request, by time. */
  public List<List<ForeignWait>> requests() {
    return events.requests();
  }

  /** What of them follows each other. */
  public WaitReport report() {
    return events.report();
  }
}
