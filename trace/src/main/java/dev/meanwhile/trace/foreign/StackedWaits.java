package dev.meanwhile.trace.foreign;

import java.util.List;

/**
 * A method whose lines wait one after the other. All numbers are sums over all its calls.
 *
 * @param method the method, at the line that waited first
 * @param calls how many calls of it were recorded in which several lines waited
 * @param steps its lines, in the order in which they waited
 * @param longestNanos in each call the line that waited longest
 */
public record StackedWaits(
    CallSite method, int calls, List<WaitStep> steps, long longestNanos, List<String> tasks)
    implements Finding {
  /** Copies the lists. */
  public StackedWaits {
    steps = List.copyOf(steps);
    tasks = List.copyOf(tasks);
  }

  /** How long all lines waited. */
  @Override
  public long nanos() {
    return steps.stream().mapToLong(WaitStep::nanos).sum();
  }

  /**
   * What could be saved if no line needed what another one got: all but the longest, in each call.
   */
  @Override
  public long possibleSavingNanos() {
    return nanos() - longestNanos;
  }
}
