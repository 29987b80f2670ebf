package dev.meanwhile.runtime;

import dev.meanwhile.DeadlineExceeded;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A deadline that a task and everything below it must keep. */
final class ActiveDeadline {
  private static final int MOST_REFUSALS = 100;

  private final String path;
  private final Duration limit;
  private final Timekeeper timekeeper;
  private final long from;
  private final long at;
  private volatile List<String> stillRunning = List.of();
  private volatile @Nullable String waiting;
  private volatile @Nullable Set<DeadlineExceeded> refusals; // there is one after the first

  ActiveDeadline(String path, Duration limit, long from, long at, Timekeeper timekeeper) {
    this.path = path;
    this.limit = limit;
    this.timekeeper = timekeeper;
    this.from = from;
    this.at = at;
  }

  long at() {
    return at;
  }

  /** Notes what runs at the moment it passes, and what the calling thread waits for. */
  void passed(List<String> running, @Nullable Wait callers) {
    stillRunning = running;
    waiting = callers == null ? null : callers.toString();
  }

  /** Whether {@code exceeded} was thrown instead of a sleep that would have ended later. */
  boolean hasRefused(DeadlineExceeded exceeded) {
    Set<DeadlineExceeded> all = refusals;
    return all != null && all.contains(exceeded);
  }

  /** What is thrown where it cuts something off. */
  DeadlineExceeded exceeded() {
    return new DeadlineExceeded(path, limit, elapsed(), stillRunning, waiting);
  }

  /** What is thrown instead of beginning a sleep that would end after it. */
  DeadlineExceeded wouldExceed(Duration sleep) {
    DeadlineExceeded refusal = new DeadlineExceeded(path, limit, elapsed(), sleep);
    keep(refusal);
    return refusal;
  }

  private synchronized void keep(DeadlineExceeded refusal) {
    Set<DeadlineExceeded> all = refusals;
    if (all == null) {
      all = ConcurrentHashMap.newKeySet();
      refusals = all;
    }
    if (all.size() < MOST_REFUSALS) {
      all.add(refusal);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(timekeeper.nanoTime() - from);
  }
}
