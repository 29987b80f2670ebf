package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.Later;
import dev.meanwhile.Meanwhile;
import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;

@Contender(value = "Meanwhile, scope", role = Role.REFERENCE)
final class WithScope extends DependentCalls {
  @Override
  protected int run(Graph graph) throws InterruptedException {
    return Meanwhile.scope(s -> {
      var nodes = new ArrayList<Later<Integer, RuntimeException>>();
      for (List<Integer> needs : graph.needs()) {
        var its = needs.stream().map(nodes::get).toList();
        nodes.add(s.start(() -> value(its)));
      }
      return nodes.getLast().get();
    });
  }

  private static int value(List<Later<Integer, RuntimeException>> needs)
      throws InterruptedException {
    var values = new ArrayList<Integer>(needs.size());
    for (var need : needs) {
      values.add(need.get());
    }
    return Graph.value(values);
  }
}
