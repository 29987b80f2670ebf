package dev.meanwhile.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of a plan, and in the place of each that is a plan itself, its steps: numbered from
 * zero, in the order of their definition.
 *
 * @param resultOf the step that gives the plan's result, or {@link #INPUT}
 */
record Layout(String plan, List<Leaf> leaves, int resultOf) {
  /** Stands for the plan's input among the numbers of steps. */
  static final int INPUT = -1;

  /**
   * A step.
   *
   * @param within the plans that it is in, the outermost first
   * @param after the steps that must have ended before it starts
   * @param level how many steps, one after the other, it takes to the end of this one
   * @param isUnused whether the plan's result does not need it
   */
  record Leaf(
      String name,
      List<Box> within,
      List<Arc> arcs,
      List<Integer> after,
      List<String> notes,
      int level,
      boolean isUnused) {
    /** The last part of its name. */
    String label() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Its notes, and those of the plans that it is in. */
    List<String> allNotes() {
      var ofBoxes =
          within.stream().flatMap(box -> box.notes.stream().map(note -> box.name + ": " + note));
      return Stream.concat(notes.stream(), ofBoxes).toList();
    }
  }

  /** A step that is a plan. */
  record Box(String name, List<String> notes) {
    /** The last part of its name. */
    String label() {
      return name.substring(name.lastIndexOf('/') + 1);
    }
  }

  /**
   * What a step waits for.
   *
   * @param isRead whether the result is given to its work; else a condition asks for it, or it is
   *     the input of a plan, which does not start without it
   */
  record Arc(int from, boolean isRead) {}

  /** How a step is called that may be the plan's input. */
  String name(int leaf) {
    return leaf == INPUT ? "in" : leaves.get(leaf).name;
  }

  /** How many steps, one after the other, it takes at least. */
  int depth() {
    return leaves.stream().mapToInt(Leaf::level).max().orElse(0);
  }

  List<Leaf> level(int number) {
    return leaves.stream().filter(leaf -> leaf.level == number).toList();
  }

  List<StepInfo> infos() {
    return leaves.stream()
        .map(leaf -> new StepInfo(leaf.name, inputsOf(leaf), leaf.allNotes()))
        .toList();
  }

  List<Edge> edges() {
    return leaves.stream()
        .flatMap(to -> inputsOf(to).stream().map(from -> new Edge(from, to.name)))
        .toList();
  }

  private List<String> inputsOf(Leaf leaf) {
    return leaf.arcs.stream().map(Arc::from).filter(i -> i != INPUT).map(this::name).toList();
  }
}
