package dev.meanwhile.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Steps, and which of them read the results of which. Immutable; serves any number of runs. */
public final class StepGraph {
  private final String name;
  private final GraphStep[] steps;
  private final int[][] reads;
  private final int[][] readers;
  private final int[] counts;
  private final int[] sources;
  private final String[] paths;
  private final boolean limited;
  private final int result;

  /**
   * A graph of {@code steps}, numbered from 1 in that order.
   *
   * @param result the number of the one whose result is the graph's, or 0 for its input
   */
  public StepGraph(String name, List<? extends GraphStep> steps, int result) {
    this.name = name;
    this.steps = steps.toArray(GraphStep[]::new);
    this.result = result;
    this.reads = new int[steps.size() + 1][];
    Arrays.setAll(reads, i -> i == 0 ? new int[0] : readsOf(step(i)));
    this.readers = inverted(reads);
    this.counts = Arrays.stream(reads).mapToInt(read -> read.length).toArray();
    this.sources = IntStream.range(1, size()).filter(i -> counts[i] == 0).toArray();
    this.paths = new String[size()];
    Arrays.setAll(paths, i -> i == 0 ? name : TaskPath.join(name, step(i).name()));
    this.limited = steps.stream().anyMatch(step -> step.demand() != null);
  }

  /** Without the input of the graph, which is there from the start. */
  private static int[] readsOf(GraphStep step) {
    return step.reads().stream().mapToInt(i -> i).filter(read -> read != 0).toArray();
  }

  private static int[][] inverted(int[][] reads) {
    var counts = new int[reads.length];
    Arrays.stream(reads).flatMapToInt(Arrays::stream).forEach(read -> counts[read]++);
    var readers = new int[reads.length][];
    Arrays.setAll(readers, i -> new int[counts[i]]);
    for (int reader = reads.length - 1; reader > 0; reader--) {
      for (int read : reads[reader]) {
        readers[read][--counts[read]] = reader;
      }
    }
    return readers;
  }

  /** How many results there are, the input being one. */
  int size() {
    return reads.length;
  }

  GraphStep step(int number) {
    return steps[number - 1];
  }

  /** The steps whose results {@code step} reads. */
  int[] reads(int step) {
    return reads[step];
  }

  /** The steps that read the result of {@code step}, the lowest first. */
  int[] readers(int step) {
    return readers[step];
  }

  /** How many steps each one reads, to be counted down. */
  int[] counts() {
    return counts.clone();
  }

  /** The steps that need no other. */
  int[] sources() {
    return sources;
  }

  /** Whether a step needs permits. */
  boolean isLimited() {
    return limited;
  }

  /** The number whose result is that of the graph. */
  int result() {
    return result;
  }

  /** The path of {@code step} in a group whose path is {@code above}. */
  String path(String above, int step) {
    return above.equals(name) ? paths[step] : TaskPath.join(above, step(step).name());
  }
}
