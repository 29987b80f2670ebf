package dev.meanwhile.check.profile;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.MethodPlace;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.profile.MeasuredMethods.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds the waits that were measured at the marks of a finding. */
final class MarkedWaits {
  /** By how many lines code may have moved since it was recorded. */
  private static final int FARTHEST = 40;

  private static final int NOWHERE = -1;

  private record CallId(long run, List<CodeLine> callers) {}

  private final MethodPlace method;
  private final List<Place> marks;

  MarkedWaits(Finding finding) {
    method = finding.method();
    marks =
        finding.marks().isEmpty()
            ? List.of(finding.place())
            : finding.marks().stream().map(Mark::place).toList();
  }

  /** How many places a finding has at which it may wait. */
  int marks() {
    return marks.size();
  }

  /**
   * The calls of the method that waited at a mark. A wait counts once, where its path comes to a
   * mark first.
   */
  Collection<MeasuredCall> in(MeasuredMethods recording, boolean isSourceNewer) {
    List<Site> sites = recording.of(method);
    int moved = isSourceNewer ? moved(sites) : 0;
    var seen = new HashSet<List<CodeLine>>();
    Map<CallId, MeasuredCall> calls = new HashMap<>();
    for (Site site : sites) {
      int mark = mark(site.line() - moved);
      if (mark != NOWHERE && seen.add(site.path())) {
        for (MeasuredWait wait : site.waits()) {
          calls
              .computeIfAbsent(
                  new CallId(wait.run(), site.callers()), _ -> new MeasuredCall(marks.size()))
              .add(mark, wait);
        }
      }
    }
    return calls.values();
  }

  /** By how many lines the code stands lower in the recording: where most marks meet a wait. */
  private int moved(List<Site> sites) {
    int best = 0;
    int most = met(sites, 0);
    for (int distance = 1; distance <= FARTHEST; distance++) {
      for (int moved : new int[] {-distance, distance}) {
        int met = met(sites, moved);
        if (met > most) {
          most = met;
          best = moved;
        }
      }
    }
    return best;
  }

  private int met(List<Site> sites, int moved) {
    Set<Integer> met = new HashSet<>();
    sites.forEach(site -> met.add(mark(site.line() - moved)));
    met.remove(NOWHERE);
    return met.size();
  }

  private int mark(int line) {
    return IntStream.range(0, marks.size())
        .filter(mark -> marks.get(mark).line() <= line && line <= marks.get(mark).endLine())
        .findFirst()
        .orElse(NOWHERE);
  }
}
