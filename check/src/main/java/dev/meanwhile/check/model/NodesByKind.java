package dev.meanwhile.check.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All nodes of a piece of code, sorted by their class in one walk. */
final class NodesByKind {
  static final NodesByKind NONE = new NodesByKind();

  private final Map<Class<?>, List<Node>> nodes = new HashMap<>();

  private NodesByKind() {}

  static NodesByKind in(Node code) {
    var all = new NodesByKind();
    code.forEach(all::add);
    all.nodes.replaceAll((_, some) -> Collections.unmodifiableList(some));
    return all;
  }

  private void add(Node node) {
    nodes.computeIfAbsent(node.getClass(), _ -> new ArrayList<>()).add(node);
  }

  @SuppressWarnings("unchecked") // each list holds nodes of its key only
  <N extends Node> List<N> of(Class<N> kind) {
    return (List<N>) nodes.getOrDefault(kind, List.of());
  }
}
