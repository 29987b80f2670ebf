package dev.meanwhile.benchmarks.graph;

import dev.meanwhile.benchmarks.Contender;
import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.plan.Plan;
import dev.meanwhile.plan.Step;
import dev.meanwhile.plan.Steps;
import java.util.ArrayList;
import java.util.List;

@Contender(value = "Meanwhile, plan", role = Role.OURS)
final class WithPlan extends DependentCalls {
  private Plan<Integer, Integer> plan;

  @Override
  protected void prepare(Graph graph) {
    plan = Plan.define("graph", (p, _) -> steps(graph, p));
  }

  private static Step<Integer> steps(Graph graph, Steps p) {
    var steps = new ArrayList<Step<Integer>>();
    for (List<Integer> needs : graph.needs()) {
      String name = "node " + steps.size();
      steps.add(
          needs.isEmpty()
              ? p.step(name, () -> Graph.value(List.of()))
              : p.step(name, needs.stream().map(steps::get).toList(), Graph::value));
    }
    return steps.getLast();
  }

  @Override
  protected int run(Graph graph) throws InterruptedException {
    return plan.run(0);
  }
}
