package dev.meanwhile.benchmarks.graph;

import com.softwaremill.jox.structured.Fork;
import com.softwaremill.jox.structured.Scopes;
import dev.meanwhile.benchmarks.Contender;
import java.util.ArrayList;
import java.util.List;

@Contender(value = "Jox", preview = true)
final class WithJox extends DependentCalls {
  @Override
  protected int run(Graph graph) throws Exception {
    return Scopes.supervised(scope -> {
      var nodes = new ArrayList<Fork<Integer>>(graph.size());
      for (List<Integer> needs : graph.needs()) {
        var its = needs.stream().map(nodes::get).toList();
        nodes.add(scope.fork(() -> value(its)));
      }
      return nodes.getLast().join();
    });
  }

  private static int value(List<Fork<Integer>> needs) throws Exception {
    var values = new ArrayList<Integer>(needs.size());
    for (var need : needs) {
      values.add(need.join());
    }
    return Graph.value(values);
  }
}
