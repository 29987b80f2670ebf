package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a trace file while it is written. It does not wait: whoever follows decides how often to
 * look. Not thread-safe.
 */
public final class TraceFollower implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final LineReader reader;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long unknown;

  TraceFollower(Path file) throws IOException {
    this.channel = Files.newByteChannel(file);
    this.reader = new LineReader(file);
  }

  /**
   * The events that were written since the last call, as they stand in the file: those of one task
   * are in order. A line that is not finished yet comes when it is.
   *
   * @throws MalformedTrace if the file is no trace; the message names the file and the line
   * @throws IOException if the file cannot be read
   */
  public List<TaskEvent> poll() throws IOException {
    var events = new ArrayList<TaskEvent>();
    while (channel.read(chunk.clear()) > 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        read(chunk.get(), events);
      }
    }
    return events;
  }

  private void read(byte next, List<TaskEvent> events) throws MalformedTrace {
    if (next != '\n') {
      line.write(next);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    switch (reader.read(text)) {
      case TraceLine.Event(TaskEvent event) -> events.add(event);
      case TraceLine.Unknown _ -> unknown++;
      case TraceLine.Head _, TraceLine.Loss _ -> {}
    }
  }

  /** How many events so far are of kinds that only a later version knows. */
  public long unknown() {
    return unknown;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
