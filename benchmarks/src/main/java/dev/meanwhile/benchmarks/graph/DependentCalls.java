package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Trial;
import dev.meanwhile.benchmarks.Variant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A graph of calls, each of which can go on as soon as those that it needs have ended. */
public abstract class DependentCalls extends Trial {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Graph graph = Graph.diamond();
  private int rounds;

  /** Makes ready what is the same for every run. */
  protected void prepare(Graph graph) {}

  /** Runs all nodes and returns the value of the last. */
  protected abstract int run(Graph graph) throws Exception;

  @Override
  protected final void open(Variant variant) {
    if (variant.is("shape", "random")) {
      graph = Graph.random(variant.number("nodes"));
    }
    rounds = variant.number("runs");
    prepare(graph);
  }

  @Override
  public final Object run() throws Exception {
    return callers.submit(this::sumOfRounds).get();
  }

  private Integer sumOfRounds() throws Exception {
    int sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += run(graph);
    }
    return sum;
  }

  @Override
  protected final Object expected() {
    return rounds * graph.valueOfLast();
  }

  @Override
  public void close() {
    callers.close();
  }
}
