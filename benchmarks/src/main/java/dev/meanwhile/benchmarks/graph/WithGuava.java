package dev.meanwhile.benchmarks.graph;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Contender("Guava")
final class WithGuava extends DependentCalls {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  protected int run(Graph graph) throws Exception {
    var nodes = new ArrayList<ListenableFuture<Integer>>(graph.size());
    for (List<Integer> needs : graph.needs()) {
      var its = needs.stream().map(nodes::get).toList();
      nodes.add(Futures.whenAllSucceed(its).call(() -> value(its), threads));
    }
    return nodes.getLast().get();
  }

  private static int value(List<ListenableFuture<Integer>> needs) throws Exception {
    var values = new ArrayList<Integer>(needs.size());
    for (var need : needs) {
      values.add(Futures.getDone(need));
    }
    return Graph.value(values);
  }

  @Override
  public void close() {
    super.close();
    threads.close();
  }
}
