package dev.meanwhile.trace.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The waits of another JVM while its Flight Recorder records them. They come from the recorder's
 * repository, a folder to which it writes about once a second. Thread-safe.
 */
public final class WaitStream implements AutoCloseable {
  private final EventStream events;
  private final WaitEvents waits = new WaitEvents();

  private WaitStream(EventStream events) {
    this.events = events;
  }

  /**
   * Begins to read.
   *
   * @param repository the folder; {@code jcmd PID JFR.configure} tells which
   * @param from what was recorded before is not seen
   * @throws IOException if the folder cannot be read
   */
  public static WaitStream open(Path repository, Instant from) throws IOException {
    Objects.requireNonNull(repository, "repository");
    var stream = new WaitStream(EventStream.openRepository(repository));
    stream.events.setStartTime(Objects.requireNonNull(from, "from"));
    WaitEvents.names().forEach(name -> stream.events.onEvent(name, stream::add));
    stream.events.startAsync();
    return stream;
  }

  private synchronized void add(RecordedEvent event) {
    waits.add(event);
  }

  /** What was read by now. */
  public synchronized WaitReport report() {
    return waits.report();
  }

  @Override
  public void close() {
    events.close();
  }
}
