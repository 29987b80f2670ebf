package dev.meanwhile.trace.foreign;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what stacks in many requests, by method. */
final class Stacks {
  private record Method(String type, String name) {}

  private static final class Sum {
    private final CallSite method;
    private final Map<CallSite, WaitStep> steps = new LinkedHashMap<>();
    private final Set<Long> threads = new HashSet<>();
    private int calls;
    private long longestNanos;

    private Sum(CallSite method) {
      this.method = method;
    }

    private void add(long thread, Map<CallSite, List<ForeignWait>> lines) {
      threads.add(thread);
      calls++;
      long longest = 0;
      for (var line : lines.entrySet()) {
        WaitStep step = step(line.getKey(), line.getValue());
        steps.merge(line.getKey(), step, WaitStep::plus);
        longest = Math.max(longest, step.nanos());
      }
      longestNanos += longest;
    }

    private static WaitStep step(CallSite line, List<ForeignWait> waits) {
      ForeignWait longest =
          waits.stream().max(Comparator.comparingLong(ForeignWait::nanos)).orElseThrow();
      long nanos = waits.stream().mapToLong(ForeignWait::nanos).sum();
      return new WaitStep(line, longest.callSite(), longest.kind(), waits.size(), nanos);
    }

    private StackedWaits total(TaskNames names) {
      return new StackedWaits(
          method, calls, List.copyOf(steps.values()), longestNanos, names.of(threads));
    }
  }

  private final Map<Method, Sum> sums = new LinkedHashMap<>();

  void add(List<ForeignWait> request) {
    CallTree.of(request)
        .forEachStack((site, lines) ->
            sums.computeIfAbsent(new Method(site.type(), site.method()), _ -> new Sum(site))
                .add(request.getFirst().thread(), lines));
  }

  List<StackedWaits> all(TaskNames names) {
    return sums.values().stream().map(sum -> sum.total(names)).toList();
  }
}
