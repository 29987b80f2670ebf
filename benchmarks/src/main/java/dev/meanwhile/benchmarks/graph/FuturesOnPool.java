package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

@Contender("CompletableFuture on a pool")
final class FuturesOnPool extends DependentCalls {
  private final ExecutorService pool = new ForkJoinPool();

  @Override
  protected int run(Graph graph) {
    var nodes = new ArrayList<CompletableFuture<Integer>>(graph.size());
    for (List<Integer> needs : graph.needs()) {
      var its = needs.stream().map(nodes::get).toList();
      nodes.add(
          CompletableFuture.allOf(its.toArray(CompletableFuture[]::new))
              .thenApplyAsync(
                  _ -> Graph.value(its.stream().map(CompletableFuture::join).toList()), pool));
    }
    return nodes.getLast().join();
  }

  @Override
  public void close() {
    super.close();
    pool.close();
  }
}
