package dev.meanwhile.trace.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where a program that knows nothing of Meanwhile waits for one thing after the other. Immutable.
 *
 * @param requests in how many requests something was waited for
 * @param waits how many waits of the program's own code were recorded
 * @param waitsForOthers how many waits for other threads (joins, queues, locks) were left out
 * @param truncatedStacks of how many waits the recorder cut the outermost calls off
 * @param stacks what stacks, the largest possible saving first
 */
public record WaitReport(
    int requests, int waits, int waitsForOthers, int truncatedStacks, List<StackedWaits> stacks) {
  /** What this kind of measurement does not show, for those who read a report. */
  public static final List<String> LIMITS =
      List.of(
          "A saving is possible, not certain: a recording does not show which wait needs the"
              + " result of another.",
          "Waits for other threads (joins, queues, locks) are left out: that work may run at once"
              + " already.",
          "The JDK does not record parks of virtual threads: on them, calls of HttpClient are not"
              + " seen.",
          "The waits of one line are one step; what its rounds could save, if it is a loop, is not"
              + " counted.",
          "A thread that reads requests in a loop of the program's own looks as if it waited for a"
              + " service.",
          "Names of files are derived from those of classes.");

  /** Copies the list. */
  public WaitReport {
    stacks = List.copyOf(stacks);
  }

  /**
   * Reads a recording of the JDK Flight Recorder. Waits that were not recorded, because their
   * events were off or below the threshold, are not seen.
   *
   * @throws IOException if the file cannot be read or is no such recording
   */
  public static WaitReport read(Path recording) throws IOException {
    WaitEvents events = WaitEvents.read(recording);
    List<List<ForeignWait>> requests = Requests.of(events.waits());
    var stacks = new Stacks();
    requests.forEach(stacks::add);
    return new WaitReport(
        requests.size(),
        requests.stream().mapToInt(List::size).sum(),
        events.forOthers(),
        events.cutOff(),
        stacks.all().stream()
            .sorted(Comparator.comparingLong(StackedWaits::possibleSavingNanos).reversed())
            .toList());
  }
}
