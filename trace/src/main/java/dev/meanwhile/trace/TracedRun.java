package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A run that is written to a file, or may be: as long as that is not decided, its events are in a
 * buffer.
 */
final class TracedRun {
  final RunBegan began;
  final long seenAt = System.nanoTime();
  private final @Nullable RunBuffer buffer;
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean isDecided;

  // The writer's own.
  private boolean isBegun;
  private int headed;
  private long reported;

  /** One that is written, or, with a buffer, one of which that is not decided. */
  TracedRun(RunBegan began, @Nullable RunBuffer buffer) {
    this.began = began;
    this.buffer = buffer;
    this.isDecided = buffer == null;
  }

  long number() {
    return began.run();
  }

  /** Whether it is written. */
  boolean isDecided() {
    return isDecided;
  }

  /** From now on it is written. */
  void decide() {
    isDecided = true;
  }

  /** Keeps an event until it is decided. */
  void keep(TaskEvent event) {
    if (buffer != null) {
      buffer.add(event);
    }
  }

  /** An event could not be handed over to the writer. */
  void refused() {
    refused.incrementAndGet();
  }

  /** What was kept and not written yet. */
  List<TaskEvent> takeKept() {
    return buffer == null ? List.of() : buffer.taken();
  }

  /** Says of what is kept that it is being written; true the first time. */
  boolean begin() {
    boolean first = !isBegun;
    isBegun = true;
    return first;
  }

  /** Whether its head is to be written into the file with that number: true once for each. */
  boolean isNewIn(int file) {
    boolean isNew = file != headed;
    headed = file;
    return isNew;
  }

  TraceLine.Head head() {
    reported = dropped();
    return new TraceLine.Head(TraceFile.FORMAT, number(), began.name(), began.wall(), reported);
  }

  /** What is to be said of events that are missing, if there is news. */
  TraceLine.@Nullable Loss news() {
    long dropped = dropped();
    if (dropped == reported) {
      return null;
    }
    reported = dropped;
    return new TraceLine.Loss(number(), dropped);
  }

  private long dropped() {
    return refused.get() + (buffer == null ? 0 : buffer.dropped());
  }
}
