package dev.meanwhile.trace;

/**
 * A piece of the critical path: from one time to another, the run took as long as this task did.
 * Immutable.
 *
 * @param task the number of the task
 * @param name its name
 * @param kind what it did
 * @param from when the piece began, in nanoseconds since the run began
 * @param to when it was over
 */
public record PathPiece(long task, String name, Segment.Kind kind, long from, long to) {
  /** How long it was, in nanoseconds. */
  public long nanos() {
    return to - from;
  }
}
