package dev.meanwhile.trace.foreign;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds up what waits again and again in one request. */
final class Loops {
  private static final class Sum {
    private final Set<Long> threads = new HashSet<>();
    private final String kind;
    private int shared;
    private int calls;
    private int waits;
    private long nanos;
    private long longestNanos;

    private Sum(String kind) {
      this.kind = kind;
    }

    private void add(List<ForeignWait> rounds, int sharedCalls) {
      threads.add(rounds.getFirst().thread());
      shared = Math.max(shared, sharedCalls);
      calls++;
      waits += rounds.size();
      nanos += rounds.stream().mapToLong(ForeignWait::nanos).sum();
      longestNanos += rounds.stream().mapToLong(ForeignWait::nanos).max().orElse(0);
    }

    private RepeatedWait total(List<CallSite> path, TaskNames names) {
      return new RepeatedWait(
          path.subList(shared, path.size()),
          kind,
          calls,
          waits,
          nanos,
          longestNanos,
          names.of(threads));
    }
  }

  private final Map<List<CallSite>, Sum> sums = new LinkedHashMap<>();

  void add(List<ForeignWait> request) {
    var byPath =
        request.stream()
            .collect(
                Collectors.groupingBy(ForeignWait::path, LinkedHashMap::new, Collectors.toList()));
    byPath.forEach((path, rounds) -> {
      if (rounds.size() >= RepeatedWait.FEWEST) {
        sums.computeIfAbsent(path, _ -> new Sum(rounds.getFirst().kind()))
            .add(rounds, shared(path, byPath.keySet()));
      }
    });
  }

  /** How many calls a path shares with others: the loop is further in, or they would be in it. */
  private static int shared(List<CallSite> path, Collection<List<CallSite>> all) {
    return all.stream()
        .filter(other -> !other.equals(path))
        .mapToInt(other -> Math.min(shared(path, other), path.size() - 1))
        .max()
        .orElse(0);
  }

  private static int shared(List<CallSite> path, List<CallSite> other) {
    int same = 0;
    while (same < Math.min(path.size(), other.size()) && path.get(same).equals(other.get(same))) {
      same++;
    }
    return same;
  }

  List<RepeatedWait> all(TaskNames names) {
    return sums.entrySet().stream().map(sum -> sum.getValue().total(sum.getKey(), names)).toList();
  }
}
