package dev.meanwhile.check.profile;

import java.util.List;

/**
 * What a finding cost while the program ran. Times are in nanoseconds.
 *
 * @param calls how many calls of its method waited there
 * @param waits how many waits that were
 * @param nanos how long they took, in all calls
 * @param medianNanos how long they took in a call: half of the calls waited less
 * @param savedNanos how much of {@code nanos} would not have been waited
 * @param medianSavedNanos how much that is in a call: half of the calls would have saved less
 * @param medianOfMarks how long each mark of the finding took in a call, in their order; 0 for one
 *     that did not run
 * @param isSourceNewer whether the file has changed since: lines may have moved
 */
public record Measurement(
    int calls,
    int waits,
    long nanos,
    long medianNanos,
    long savedNanos,
    long medianSavedNanos,
    List<Long> medianOfMarks,
    boolean isSourceNewer) {
  /** Copies the list. */
  public Measurement {
    medianOfMarks = List.copyOf(medianOfMarks);
  }
}
