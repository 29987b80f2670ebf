package dev.meanwhile.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what decided how long a run took: the few steps that made up nearly all of it, the longest
 * first, and how much the others add. Immutable.
 */
public final class LatencyReport {
  private static final int MOST_STEPS = 5;
  private static final double NEARLY_ALL = 0.95;
  private static final int LONGEST_NAME = 40;
  private static final int MOST_PERMITS = 5;

  private final Glyphs glyphs;

  /**
   * A report in plain text.
   *
   * @param unicode whether to use characters beyond ASCII
   */
  public LatencyReport(boolean unicode) {
    glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  /** The report of one run, a few lines that each end with {@code \n}. */
  public String of(Timeline timeline) {
    var lines = new ArrayList<String>();
    lines.add(timeline.name() + " took " + glyphs.duration(timeline.nanos()));
    List<LatencyShare> shares = LatencyShare.of(timeline);
    if (!timeline.isWhole()) {
      lines.add("the beginning of this run is missing, so that nobody can tell what decided it");
    } else if (shares.isEmpty()) {
      lines.add("nothing decided it");
    } else {
      lines.addAll(steps(LatencyShare.grouped(shares)));
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * The same, and which permits the tasks that decided had to wait for: the limit, and who held it.
   */
  public String of(RunTrace trace) {
    Timeline timeline = Timeline.of(trace);
    String permits =
        PermitWait.of(trace).stream()
            .filter(wait -> isCritical(timeline, wait.task()))
            .limit(MOST_PERMITS)
            .map(this::permit)
            .collect(Collectors.joining());
    return of(timeline) + permits;
  }

  private static boolean isCritical(Timeline timeline, long task) {
    return timeline.rows().stream().anyMatch(row -> row.task() == task && row.criticalNanos() > 0);
  }

  private String permit(PermitWait wait) {
    String holder = wait.heldBy() == null ? "" : ", which " + wait.heldBy() + " gave back";
    return "%s waited %s for a permit of %s%s\n"
        .formatted(wait.name(), glyphs.duration(wait.nanos()), wait.limit(), holder);
  }

  private List<String> steps(List<LatencyShare> shares) {
    List<LatencyShare> told = told(shares);
    var lines = new ArrayList<String>();
    String subject = told.size() == 1 ? "1 step" : told.size() + " steps";
    lines.add(subject + " decided " + percent(sum(told)) + " of it:");
    int width = told.stream().mapToInt(share -> name(share).length()).max().orElse(1);
    for (LatencyShare share : told) {
      String form = "  %8s  %5s  %-" + width + "s  %s";
      String time = glyphs.duration(share.nanos());
      lines.add(form.formatted(time, percent(share.share()), name(share), share.words()));
    }
    List<LatencyShare> others = shares.subList(told.size(), shares.size());
    if (!others.isEmpty()) {
      String rest = others.size() == 1 ? "one other step" : others.size() + " other steps";
      lines.add(rest + ": " + percent(sum(others)));
    }
    return lines;
  }

  private static List<LatencyShare> told(List<LatencyShare> shares) {
    int count = 0;
    double sum = 0;
    while (count < Math.min(MOST_STEPS, shares.size()) && sum < NEARLY_ALL) {
      sum += shares.get(count++).share();
    }
    return shares.subList(0, count);
  }

  private String name(LatencyShare share) {
    return glyphs.shortened(share.name(), LONGEST_NAME);
  }

  private static double sum(List<LatencyShare> shares) {
    return shares.stream().mapToDouble(LatencyShare::share).sum();
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
