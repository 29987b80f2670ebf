package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.Segment.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one task, by one thing that it did, added to the time its run took: its pieces of the
 * critical path, added up. Immutable.
 *
 * @param task the number of the task
 * @param name its name
 * @param kind what it did
 * @param reason what it waited for, if it waited
 * @param nanos how long, in nanoseconds
 * @param share which part of the run that is, from 0 to 1
 */
public record LatencyShare(
    long task, String name, Kind kind, @Nullable WaitReason reason, long nanos, double share) {
  /** The number of an element of a map, at the end of its name. */
  private static final Pattern ELEMENT = Pattern.compile("\\[\\d+]$");

  private record Step(long task, String name, Kind kind, @Nullable WaitReason reason) {}

  /**
   * The shares of a run, the largest first; of equal ones, those of the upper row of the timeline
   * first. Together they are the whole critical path. Empty where that is not known.
   */
  public static List<LatencyShare> of(Timeline timeline) {
    var nanos = new LinkedHashMap<Step, Long>();
    for (TaskRow row : timeline.rows()) {
      for (Segment segment : row.segments()) {
        if (segment.isCritical()) {
          var step = new Step(row.task(), row.name(), segment.kind(), segment.reason());
          nanos.merge(step, segment.nanos(), Long::sum);
        }
      }
    }
    var shares = new ArrayList<LatencyShare>();
    nanos.forEach((step, time) -> shares.add(share(step, time, timeline.nanos())));
    shares.sort(Comparator.comparingLong(LatencyShare::nanos).reversed());
    return List.copyOf(shares);
  }

  private static LatencyShare share(Step step, long nanos, long all) {
    double share = all == 0 ? 0 : (double) nanos / all;
    return new LatencyShare(step.task(), step.name(), step.kind(), step.reason(), nanos, share);
  }

  /**
   * The same with one share for all elements of a map that did the same: {@code map[*]}, with the
   * number of the element that took longest.
   */
  public static List<LatencyShare> grouped(List<LatencyShare> shares) {
    var groups = new LinkedHashMap<String, LatencyShare>();
    for (LatencyShare share : shares) {
      String key = allElements(share.name()) + " " + share.words();
      groups.merge(isElement(share) ? key : share.task() + " " + key, share, LatencyShare::plus);
    }
    var grouped = new ArrayList<>(groups.values());
    grouped.sort(Comparator.comparingLong(LatencyShare::nanos).reversed());
    return grouped;
  }

  private static boolean isElement(LatencyShare share) {
    return !allElements(share.name()).equals(share.name());
  }

  private static String allElements(String name) {
    return ELEMENT.matcher(name).replaceAll("[*]");
  }

  private static LatencyShare plus(LatencyShare a, LatencyShare b) {
    long nanos = a.nanos() + b.nanos();
    String name = allElements(a.name());
    return new LatencyShare(a.task(), name, a.kind(), a.reason(), nanos, a.share() + b.share());
  }

  /** What the task did, in a few words: {@code ran}, {@code waited for a permit}. */
  public String words() {
    return Words.of(kind, reason);
  }
}
