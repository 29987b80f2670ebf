package dev.meanwhile.plan;

import dev.meanwhile.plan.Comparison.Change;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds what two runs of a plan differ in. */
final class Differences {
  private Differences() {}

  static Comparison of(Layout layout, Map<String, Duration> before, Map<String, Duration> after) {
    var timing = new Timing(layout);
    List<Change> changes =
        layout.leaves().stream()
            .map(leaf -> new Change(leaf.name(), before.get(leaf.name()), after.get(leaf.name())))
            .filter(change -> !Objects.equals(change.before(), change.after()))
            .sorted(Comparator.comparing((Change change) -> change.difference().abs()).reversed())
            .toList();
    return new Comparison(changes, timing.longest(before), timing.longest(after));
  }
}
