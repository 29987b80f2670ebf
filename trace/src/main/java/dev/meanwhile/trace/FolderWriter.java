package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that writes what a {@link FolderObserver} hands over. It looks after it many times a
 * second, so that no task has to wake it, and hands every line over to the system before it rests.
 */
final class FolderWriter {
  private static final long REST_NANOS = 20_000_000;

  private final FolderObserver observer;
  private final RotatingFile file;
  private final List<TracedRun> ended = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private volatile boolean isClosing;

  FolderWriter(FolderObserver observer, RotatingFile file) {
    this.observer = observer;
    this.file = file;
  }

  /** Lets it write what was handed over, and end. */
  void close() {
    isClosing = true;
  }

  /** Writes until it is closed. */
  void write() throws IOException {
    try (file) {
      boolean wasClosing;
      do {
        wasClosing = isClosing;
        writeAll();
        if (!isClosing) {
          LockSupport.parkNanos(this, REST_NANOS);
        }
      } while (!wasClosing || !ended.isEmpty());
    }
  }

  private void writeAll() throws IOException {
    for (TracedRun run = observer.pollEnded(); run != null; run = observer.pollEnded()) {
      ended.add(run);
    }
    if (writeEvents()) {
      for (TracedRun run : ended) {
        finish(run);
      }
      ended.clear();
    }
    observer.decideSlow(System.nanoTime());
    for (TracedRun run : observer.runs()) {
      if (run.isDecided()) {
        begin(run);
        writeNews(run);
      }
    }
    file.flush();
  }

  /** Says whether all events were there that had been handed over when it began. */
  private boolean writeEvents() throws IOException {
    EventQueue queue = observer.queue();
    long end = queue.end();
    while (!queue.isTakenTo(end)) {
      TaskEvent event = queue.poll();
      if (event == null) {
        return false;
      }
      TracedRun run = observer.run(event);
      if (run != null) {
        begin(run);
        write(run, new TraceLine.Event(event));
      }
    }
    return true;
  }

  private void finish(TracedRun run) throws IOException {
    begin(run);
    writeKept(run);
    writeNews(run);
    observer.forget(run);
  }

  private void begin(TracedRun run) throws IOException {
    if (run.begin()) {
      writeKept(run);
    }
  }

  private void writeKept(TracedRun run) throws IOException {
    for (TaskEvent event : run.takeKept()) {
      write(run, new TraceLine.Event(event));
    }
  }

  private void writeNews(TracedRun run) throws IOException {
    TraceLine.Loss news = run.news();
    if (news != null) {
      write(run, news);
    }
  }

  /** Each file says of the runs in it what they are. */
  private void write(TracedRun run, TraceLine next) throws IOException {
    if (file.isFull()) {
      file.next();
    }
    if (run.isNewIn(file.number())) {
      append(run.head());
    }
    append(next);
  }

  private void append(TraceLine next) throws IOException {
    line.setLength(0);
    JsonLine.append(next, line);
    file.write(line);
  }
}
