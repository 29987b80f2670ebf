package dev.meanwhile.trace.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a program that knows nothing of Meanwhile waits for one thing after the other. Immutable.
 *
 * @param requests in how many requests something was waited for
 * @param waits how many waits of the program's own code were recorded
 * @param waitsForOthers how many waits for other threads (joins, queues, locks) were left out
 * @param truncatedStacks of how many waits the recorder cut the outermost calls off
 * @param forgottenWaits how many of the oldest waits there was no room for
 * @param stacks what stacks, the largest possible saving first
 * @param loops what waits again and again in one request, the largest possible saving first
 * @param pinned where virtual threads were pinned, the longest first
 */
public record WaitReport(
    int requests,
    int waits,
    int waitsForOthers,
    int truncatedStacks,
    int forgottenWaits,
    List<StackedWaits> stacks,
    List<RepeatedWait> loops,
    List<PinnedWait> pinned) {
  /** What this kind of measurement does not show, for those who read a report. */
  public static final List<String> LIMITS =
      List.of(
          "A saving is possible, not certain: a recording does not show which wait needs the"
              + " result of another.",
          "Waits for other threads (joins, queues, locks) are left out: that work may run at once"
              + " already.",
          "The JDK does not record parks of virtual threads: on them, calls of HttpClient are not"
              + " seen.",
          "A line that waits often in one request may be a loop, or read one answer piece by piece;"
              + " its saving is not in that of the method around it.",
          "A thread that reads requests in a loop of the program's own looks as if it waited for a"
              + " service.",
          "Names of files are derived from those of classes.");

  static final Comparator<Finding> BY_SAVING =
      Comparator.comparingLong(Finding::possibleSavingNanos).reversed();

  /** Copies the lists. */
  public WaitReport {
    stacks = List.copyOf(stacks);
    loops = List.copyOf(loops);
    pinned = List.copyOf(pinned);
  }

  /** What stacks, and what waits again and again, the largest possible saving first. */
  public List<Finding> findings() {
    return Stream.<Finding>concat(stacks.stream(), loops.stream()).sorted(BY_SAVING).toList();
  }

  /**
   * Reads a recording of the JDK Flight Recorder. Waits that were not recorded, because their
   * events were off or below the threshold, are not seen.
   *
   * @throws IOException if the file cannot be read or is no such recording
   */
  public static WaitReport read(Path recording) throws IOException {
    return WaitRecording.read(recording).report();
  }
}
