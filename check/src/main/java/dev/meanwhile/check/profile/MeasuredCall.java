package dev.meanwhile.check.profile;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Saving;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call of a method, with what it waited for at each mark of a finding. */
final class MeasuredCall {
  private final List<List<MeasuredWait>> byMark = new ArrayList<>();

  MeasuredCall(int marks) {
    for (int i = 0; i < marks; i++) {
      byMark.add(new ArrayList<>());
    }
  }

  void add(int mark, MeasuredWait wait) {
    byMark.get(mark).add(wait);
  }

  int waits() {
    return byMark.stream().mapToInt(List::size).sum();
  }

  /** How long it waited; what was waited for at once counts once. */
  long nanos() {
    return covered(byMark.stream().flatMap(List::stream).toList());
  }

  /** How long it waited at a mark. */
  long nanos(int mark) {
    return covered(byMark.get(mark));
  }

  /** What it would not have waited, had it done what the finding says. */
  long saved(Finding finding) {
    return finding.saving().map(saving -> saved(finding, saving)).orElse(0L);
  }

  private long saved(Finding finding, Saving saving) {
    if (saving.isPerElement()) {
      return byMark.stream().mapToLong(rounds -> savedOfRounds(rounds, saving)).sum();
    }
    Map<Integer, List<Integer>> marksByStep = new HashMap<>();
    for (int mark = 0; mark < finding.marks().size(); mark++) {
      int step = finding.marks().get(mark).step();
      marksByStep.computeIfAbsent(step, _ -> new ArrayList<>()).add(mark);
    }
    return marksByStep.values().stream().mapToLong(this::savedOfStep).sum();
  }

  /** All but the longest, as far as they do not run at once already. */
  private long savedOfStep(List<Integer> marks) {
    long together = covered(marks.stream().flatMap(mark -> byMark.get(mark).stream()).toList());
    return together - marks.stream().mapToLong(this::nanos).max().orElse(0);
  }

  /** As many at once as are allowed, and none is faster than it was. */
  private static long savedOfRounds(List<MeasuredWait> rounds, Saving saving) {
    long nanos = covered(rounds);
    long longest = rounds.stream().mapToLong(MeasuredWait::nanos).max().orElse(0);
    long left = saving.atOnce() == 0 ? 0 : nanos / saving.atOnce();
    return Math.max(0, nanos - Math.max(longest, left));
  }

  /** How much time the waits cover together. */
  private static long covered(List<MeasuredWait> waits) {
    long covered = 0;
    long until = Long.MIN_VALUE;
    for (MeasuredWait wait :
        waits.stream().sorted(Comparator.comparingLong(MeasuredWait::start)).toList()) {
      covered += Math.max(0, wait.end() - Math.max(until, wait.start()));
      until = Math.max(until, wait.end());
    }
    return covered;
  }
}
