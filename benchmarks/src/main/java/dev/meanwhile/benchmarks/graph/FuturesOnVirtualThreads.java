package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Contender("futures of virtual threads")
final class FuturesOnVirtualThreads extends DependentCalls {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected int run(Graph graph) throws Exception {
    var nodes = new ArrayList<Future<Integer>>(graph.size());
    for (List<Integer> needs : graph.needs()) {
      var its = needs.stream().map(nodes::get).toList();
      nodes.add(threads.submit(() -> value(its)));
    }
    return nodes.getLast().get();
  }

  private static int value(List<Future<Integer>> needs) throws Exception {
    var values = new ArrayList<Integer>(needs.size());
    for (var need : needs) {
      values.add(need.get());
    }
    return Graph.value(values);
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
