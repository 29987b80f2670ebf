package dev.meanwhile.check.flow;

import dev.meanwhile.check.model.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** What surrounds what in a piece of code. */
public final class Outline {
  private final IdentityHashMap<Node, Node> around = new IdentityHashMap<>();

  /** The outline of all code in {@code root}, lambda bodies included. */
  public Outline(Node root) {
    add(root);
  }

  private void add(Node node) {
    for (Node part : node.parts()) {
      around.put(part, node);
      add(part);
    }
  }

  /** What a node is a part of. */
  public Optional<Node> around(Node node) {
    return Optional.ofNullable(around.get(node));
  }

  /** Everything around a node, from the inside out. */
  public List<Node> allAround(Node node) {
    var all = new ArrayList<Node>();
    for (Node next = around.get(node); next != null; next = around.get(next)) {
      all.add(next);
    }
    return all;
  }
}
