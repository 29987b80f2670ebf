package dev.meanwhile.benchmarks.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Nodes that need others, in an order in which each comes after those that it needs. The last one
 * needs, at some distance, all of them.
 *
 * @param needs by node, the nodes whose values it needs
 */
record Graph(List<List<Integer>> needs) {
  /** One node, three that need it, one that needs those. */
  static Graph diamond() {
    var root = List.of(0);
    return new Graph(List.of(List.of(), root, root, root, List.of(1, 2, 3)));
  }

  /** Each node needs up to three others, always the same ones. */
  static Graph random(int nodes) {
    var random = new Random(42);
    var needs = new ArrayList<List<Integer>>();
    boolean[] isNeeded = new boolean[nodes];
    for (int node = 0; node < nodes - 1; node++) {
      var its = new ArrayList<Integer>();
      for (int i = random.nextInt(4); i > 0 && node > 0; i--) {
        int other = random.nextInt(node);
        if (!its.contains(other)) {
          its.add(other);
          isNeeded[other] = true;
        }
      }
      needs.add(its);
    }
    var rest = new ArrayList<Integer>();
    for (int node = 0; node < nodes - 1; node++) {
      if (!isNeeded[node]) {
        rest.add(node);
      }
    }
    needs.add(rest);
    return new Graph(needs);
  }

  int size() {
    return needs.size();
  }

  int last() {
    return size() - 1;
  }

  /** What a node comes to. */
  static int value(Iterable<Integer> needed) {
    int value = 1;
    for (int other : needed) {
      value += other;
    }
    return value;
  }

  /** One node after the other. */
  int valueOfLast() {
    int[] values = new int[size()];
    for (int node = 0; node < size(); node++) {
      values[node] = value(needs.get(node).stream().map(other -> values[other]).toList());
    }
    return values[last()];
  }

  /** By node, the nodes that need it. */
  int[][] users() {
    int[][] users = new int[size()][0];
    for (int node = 0; node < size(); node++) {
      for (int other : needs.get(node)) {
        users[other] = Arrays.copyOf(users[other], users[other].length + 1);
        users[other][users[other].length - 1] = node;
      }
    }
    return users;
  }
}
