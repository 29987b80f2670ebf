package dev.meanwhile.trace.foreign;

import java.util.List;

/**
 * One wait of one thread.
 *
 * @param thread the number of the thread
 * @param isVirtual whether it is a virtual one
 * @param start when it began, in nanoseconds since 1970
 * @param nanos how long it took
 * @param kind what it waited in, for people
 * @param path the calls of the program's own code that led to it, the outermost first; empty where
 *     there are none: the thread was idle, or worked for itself
 */
public record ForeignWait(
    long thread, boolean isVirtual, long start, long nanos, String kind, List<CallSite> path) {
  /** Copies the list. */
  public ForeignWait {
    path = List.copyOf(path);
  }

  boolean isIdle() {
    return path.isEmpty();
  }

  long end() {
    return start + nanos;
  }

  CallSite callSite() {
    return path.getLast();
  }
}
