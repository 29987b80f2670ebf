package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import java.time.Duration;
import java.util.List;

/** A deadline that a task and everything below it must keep. */
final class ActiveDeadline {
  private final String path;
  private final Duration limit;
  private final Timekeeper timekeeper;
  private final long from;
  private final long at;
  private volatile List<String> stillRunning = List.of();
  private volatile boolean refused;

  ActiveDeadline(String path, Duration limit, long nanos, Timekeeper timekeeper) {
    this.path = path;
    this.limit = limit;
    this.timekeeper = timekeeper;
    this.from = timekeeper.nanoTime();
    this.at = Timekeeper.after(from, nanos);
  }

  long at() {
    return at;
  }

  long remainingNanos() {
    return at == Timekeeper.NEVER ? at : Math.max(0, at - timekeeper.nanoTime());
  }

  /** Notes what runs at the moment it passes. */
  void passed(List<String> running) {
    stillRunning = running;
  }

  /** Whether a sleep was not begun because it would have ended later. */
  boolean hasRefused() {
    return refused;
  }

  /** What is thrown where it cuts something off. */
  DeadlineExceeded exceeded() {
    return new DeadlineExceeded(path, limit, elapsed(), stillRunning);
  }

  /** What is thrown instead of beginning a sleep that would end after it. */
  DeadlineExceeded wouldExceed(Duration sleep) {
    refused = true;
    return new DeadlineExceeded(path, limit, elapsed(), sleep);
  }

  private Duration elapsed() {
    return Duration.ofNanos(timekeeper.nanoTime() - from);
  }
}
