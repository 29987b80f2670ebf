package dev.meanwhile.check.profile;

import java.util.List;

/**
 * A wait that was measured.
 *
 * @param run in which run of the work it was: waits of one run may follow each other
 * @param start when it began, in nanoseconds
 * @param nanos how long it took
 * @param path the calls that led to it, the outermost first
 */
public record MeasuredWait(long run, long start, long nanos, List<CodeLine> path) {
  /** Copies the list. */
  public MeasuredWait {
    path = List.copyOf(path);
  }

  long end() {
    return start + nanos;
  }
}
