package dev.meanwhile.check.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All nodes of a piece of code, sorted by their class in one walk. */
final class NodesByKind {
  static final NodesByKind NONE = new NodesByKind();

  private static final int FEW = 8;

  /** A body has few kinds of nodes: to look through them is faster than to hash them. */
  private Class<?>[] kinds = new Class<?>[FEW];

  private final List<List<Node>> nodes = new ArrayList<>(FEW);

  private NodesByKind() {}

  static NodesByKind in(Node code) {
    var all = new NodesByKind();
    all.walk(code);
    all.nodes.replaceAll(List::copyOf);
    return all;
  }

  private void walk(Node node) {
    add(node);
    for (Node part : node.parts()) {
      walk(part);
    }
  }

  private void add(Node node) {
    int place = placeOf(node.getClass());
    if (place < 0) {
      place = nodes.size();
      nodes.add(new ArrayList<>());
      kinds = place < kinds.length ? kinds : Arrays.copyOf(kinds, 2 * place);
      kinds[place] = node.getClass();
    }
    nodes.get(place).add(node);
  }

  private int placeOf(Class<?> kind) {
    for (int i = 0; i < nodes.size(); i++) {
      if (kinds[i] == kind) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked") // each list holds nodes of its kind only
  <N extends Node> List<N> of(Class<N> kind) {
    int place = placeOf(kind);
    return place < 0 ? List.of() : (List<N>) nodes.get(place);
  }
}
