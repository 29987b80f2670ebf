package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Contender("Reactor")
final class WithReactor extends DependentCalls {
  private final Scheduler threads =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

  @Override
  protected int run(Graph graph) {
    var nodes = new ArrayList<Mono<Integer>>(graph.size());
    for (List<Integer> needs : graph.needs()) {
      var its = needs.stream().map(nodes::get).toList();
      Mono<Integer> node =
          its.isEmpty()
              ? Mono.fromCallable(() -> Graph.value(List.of())).subscribeOn(threads)
              : Mono.zip(its, values -> values).publishOn(threads).map(WithReactor::value);
      nodes.add(node.cache());
    }
    return nodes.getLast().toFuture().join();
  }

  private static int value(Object[] needed) {
    return Graph.value(Arrays.stream(needed).map(Integer.class::cast).toList());
  }

  @Override
  public void close() {
    super.close();
    threads.dispose();
  }
}
