package dev.meanwhile.cli.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What the other side sees of us, counted there. Thread-safe. */
final class Traffic {
  /** The counters at one moment. */
  record Counts(int requests, int peakInFlight, int refused, int aborted) {}

  private final Set<Integer> connections = new HashSet<>();
  private int requests;
  private int inFlight;
  private int peak;
  private int refused;
  private int aborted;

  /** A request that is being served. */
  final class Visit {
    private boolean over;

    /**
     * Ends it; to be called before its last byte is sent, since the next request may follow that.
     */
    void end() {
      synchronized (Traffic.this) {
        if (!over) {
          over = true;
          inFlight--;
          Traffic.this.notifyAll();
        }
      }
    }

    /** Ends it because the client has left. */
    void abort() {
      synchronized (Traffic.this) {
        aborted++;
      }
      end();
    }
  }

  synchronized Visit begin() {
    requests++;
    inFlight++;
    peak = Math.max(peak, inFlight);
    return new Visit();
  }

  /** Whether a request on this connection is one too many; it counts as refused then. */
  synchronized boolean isTooMany(int connection, int most) {
    if (connections.size() >= most && !connections.contains(connection)) {
      requests++;
      refused++;
      return true;
    }
    connections.add(connection);
    return false;
  }

  synchronized Counts counts() {
    return new Counts(requests, peak, refused, aborted);
  }

  /** Waits until nothing is served any more, and starts to count anew. */
  synchronized Counts settle(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); inFlight > 0 && left > 0; ) {
      wait(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    Counts counts = counts();
    connections.clear();
    requests = 0;
    peak = inFlight;
    refused = 0;
    aborted = 0;
    return counts;
  }
}
