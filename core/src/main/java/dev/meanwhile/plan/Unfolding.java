package dev.meanwhile.plan;

import dev.meanwhile.plan.Layout.Arc;
import dev.meanwhile.plan.Layout.Box;
import dev.meanwhile.plan.Layout.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Puts the steps of inner plans in their places. */
final class Unfolding {
  private final List<Leaf> leaves = new ArrayList<>();

  private Unfolding() {}

  static Layout of(CheckedPlan<?, ?, ?> plan) {
    var unfolding = new Unfolding();
    var input = new Origin(Layout.INPUT, Set.of());
    Origin end = unfolding.unfold(plan, new Start("", List.of(), true, input, List.of()));
    return new Layout(plan.name(), List.copyOf(unfolding.leaves), end.leaf);
  }

  /** Where a result comes from, and which steps have ended when it is there. */
  private record Origin(int leaf, Set<Integer> after) {}

  /**
   * How the steps of a plan begin.
   *
   * @param prefix stands before their names
   * @param isNeeded whether the outermost plan's result needs the plan's
   * @param input where the plan's input comes from; nothing of the plan starts earlier
   * @param awaited what those of its steps wait for that need no other of them
   */
  private record Start(
      String prefix, List<Box> within, boolean isNeeded, Origin input, List<Arc> awaited) {}

  private Origin unfold(CheckedPlan<?, ?, ?> plan, Start start) {
    boolean[] needed = needed(plan);
    var origins = new ArrayList<>(List.of(start.input));
    for (Node node : plan.nodes()) {
      boolean isNeeded = start.isNeeded && needed[origins.size()];
      origins.add(unfold(node, origins, start, isNeeded));
    }
    return origins.get(plan.result());
  }

  private static boolean[] needed(CheckedPlan<?, ?, ?> plan) {
    List<Node> nodes = plan.nodes();
    var needed = new boolean[nodes.size() + 1];
    needed[plan.result()] = true;
    for (int number = nodes.size(); number > 0; number--) {
      if (needed[number]) {
        nodes.get(number - 1).reads().forEach(read -> needed[read] = true);
      }
    }
    return needed;
  }

  private Origin unfold(Node node, List<Origin> origins, Start start, boolean isNeeded) {
    var after = new TreeSet<>(start.input.after);
    node.reads().forEach(read -> after.addAll(origins.get(read).after));
    List<Arc> conditions = conditions(node, origins, start, after);
    CheckedPlan<?, ?, ?> inner = node.shape().plan();
    if (inner == null) {
      return leaf(node, origins, start, isNeeded, after, conditions);
    }
    int first = leaves.size();
    Origin end = unfold(inner, inside(node, origins, start, isNeeded, after, conditions));
    IntStream.range(first, leaves.size()).forEach(after::add);
    return new Origin(end.leaf, after);
  }

  private Origin leaf(
      Node node,
      List<Origin> origins,
      Start start,
      boolean isNeeded,
      Set<Integer> after,
      List<Arc> conditions) {
    var arcs = new ArrayList<Arc>();
    node.inputs().forEach(read -> add(arcs, new Arc(origins.get(read).leaf, true)));
    conditions.forEach(condition -> add(arcs, condition));
    int level = 1 + after.stream().mapToInt(i -> leaves.get(i).level()).max().orElse(0);
    leaves.add(
        new Leaf(
            start.prefix + node.name(),
            start.within,
            arcs,
            List.copyOf(after),
            notes(node, origins),
            level,
            !isNeeded));
    int number = leaves.size() - 1;
    return new Origin(number, Set.of(number));
  }

  private Start inside(
      Node node,
      List<Origin> origins,
      Start start,
      boolean isNeeded,
      Set<Integer> after,
      List<Arc> conditions) {
    var within = new ArrayList<>(start.within);
    within.add(new Box(start.prefix + node.name(), notes(node, origins)));
    var input = new Origin(origins.get(node.inputs().getFirst()).leaf, Set.copyOf(after));
    var awaited = new ArrayList<>(conditions);
    add(awaited, new Arc(input.leaf, false));
    return new Start(
        start.prefix + node.name() + "/", List.copyOf(within), isNeeded, input, awaited);
  }

  private static List<Arc> conditions(
      Node node, List<Origin> origins, Start start, Set<Integer> after) {
    var conditions = new ArrayList<Arc>();
    if (node.isConditional()) {
      conditions.add(new Arc(origins.get(node.leeway().of()).leaf, false));
    }
    if (after.equals(start.input.after)) {
      start.awaited.forEach(awaited -> add(conditions, awaited));
    }
    return conditions;
  }

  private static void add(List<Arc> arcs, Arc arc) {
    if (arcs.stream().noneMatch(other -> other.from() == arc.from())) {
      arcs.add(arc);
    }
  }

  private List<String> notes(Node node, List<Origin> origins) {
    var notes = new ArrayList<String>();
    if (node.isConditional()) {
      int of = origins.get(node.leeway().of()).leaf;
      notes.add("if " + (of == Layout.INPUT ? "in" : leaves.get(of).name()));
    }
    notes.addAll(node.notes());
    return notes;
  }
}
