package dev.meanwhile.plan;

import dev.meanwhile.plan.Layout.Leaf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What decides how long a plan takes, if its steps take so long. */
final class Timing {
  private static final int NONE = -1;

  private final Layout layout;

  Timing(Layout layout) {
    this.layout = layout;
  }

  /** The longest of all chains of steps that wait for each other. */
  ExpectedPath longest(Map<String, Duration> durations) {
    check(durations);
    var ends = new ArrayList<Duration>();
    var before = new ArrayList<Integer>();
    int last = NONE;
    for (Leaf leaf : layout.leaves()) {
      int latest = latest(leaf.after(), ends);
      before.add(latest);
      Duration start = latest == NONE ? Duration.ZERO : ends.get(latest);
      ends.add(start.plus(durations.getOrDefault(leaf.name(), Duration.ZERO)));
      last = latest(List.of(Math.max(last, 0), ends.size() - 1), ends);
    }
    var path = new ArrayList<String>();
    for (int at = last; at != NONE; at = before.get(at)) {
      path.addFirst(layout.name(at));
    }
    return new ExpectedPath(path, last == NONE ? Duration.ZERO : ends.get(last));
  }

  /** The one that ends last, and the first of those that end at the same time. */
  private static int latest(List<Integer> steps, List<Duration> ends) {
    int latest = NONE;
    for (int step : steps) {
      if (latest == NONE || ends.get(step).compareTo(ends.get(latest)) > 0) {
        latest = step;
      }
    }
    return latest;
  }

  private void check(Map<String, Duration> durations) {
    List<String> names = names();
    durations.forEach((name, duration) -> {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "a duration of the step \"" + name + "\"; allowed: " + names);
      }
      if (duration.isNegative()) {
        throw new IllegalArgumentException(
            "the step \"" + name + "\" takes " + duration + "; allowed: PT0S or more");
      }
    });
  }

  private List<String> names() {
    return layout.leaves().stream().map(Leaf::name).toList();
  }
}
