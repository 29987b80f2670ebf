package dev.meanwhile;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.any;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.hedge;
import static dev.meanwhile.Meanwhile.map;
import static dev.meanwhile.Meanwhile.mapEach;
import static dev.meanwhile.Meanwhile.mapSettled;
import static dev.meanwhile.Meanwhile.race;
import static dev.meanwhile.Meanwhile.scope;
import static dev.meanwhile.Meanwhile.sleep;
import static dev.meanwhile.Meanwhile.within;
import static java.time.Duration.ofMillis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A verb with work below it, or a leaf: a sleep that may end in a failure. */
final class RandomTree {
  private static final List<String> CALM = List.of("all", "scope", "map", "mapSettled", "mapEach");
  private static final List<String> WILD =
      List.of("all", "scope", "map", "mapSettled", "mapEach", "race", "any", "hedge", "within");

  private final String verb;
  private final List<RandomTree> children;
  private final int number;
  private final boolean fails;

  private RandomTree(String verb, List<RandomTree> children, int number, boolean fails) {
    this.verb = verb;
    this.children = children;
    this.number = number;
    this.fails = fails;
  }

  /** A tree in which nothing fails and nothing is cancelled. */
  static RandomTree calm(RandomGenerator random) {
    return grow(random, CALM, 3, 0);
  }

  /** A tree in which some leaves fail, and some verbs cancel. */
  static RandomTree wild(RandomGenerator random) {
    return grow(random, WILD, 3, 6);
  }

  private static RandomTree grow(
      RandomGenerator random, List<String> verbs, int depth, int failOneIn) {
    int number = 1 + random.nextInt(6);
    boolean fails = failOneIn > 0 && random.nextInt(failOneIn) == 0;
    if (depth == 0 || (depth < 3 && random.nextInt(3) == 0)) {
      return new RandomTree("leaf", List.of(), number, fails);
    }
    String verb = verbs.get(random.nextInt(verbs.size()));
    int count = verb.equals("within") ? 1 : 1 + random.nextInt(4);
    var children =
        IntStream.range(0, count).mapToObj(_ -> grow(random, verbs, depth - 1, failOneIn)).toList();
    return new RandomTree(verb, children, number, fails);
  }

  /** Does what the tree says. */
  int run() throws IOException, InterruptedException {
    return switch (verb) {
      case "leaf" -> leaf();
      case "all" -> all(tasks()).size();
      case "scope" -> inScope();
      case "map" -> map(children, atMost(number), RandomTree::run).size();
      case "mapSettled" -> mapSettled(children, atMost(number), RandomTree::run).size();
      case "mapEach" -> each();
      case "race" -> race(tasks());
      case "any" -> any(tasks());
      case "hedge" -> hedge(ofMillis(number), tasks());
      case "within" -> within(ofMillis(number), children.getFirst()::run);
      default -> throw new AssertionError(verb);
    };
  }

  private int leaf() throws IOException, InterruptedException {
    sleep(ofMillis(number));
    if (fails) {
      throw new IOException("leaf of " + number);
    }
    return number;
  }

  private List<Task<Integer, IOException>> tasks() {
    return children.stream().<Task<Integer, IOException>>map(child -> child::run).toList();
  }

  private int inScope() throws IOException, InterruptedException {
    return scope(s -> {
      var laters = new ArrayList<Later<Integer, IOException>>();
      for (var task : tasks()) {
        laters.add(s.start(task));
        laters.add(s.start("reader", () -> laters.getFirst().get()));
      }
      return laters.getLast().get();
    });
  }

  private int each() throws IOException, InterruptedException {
    var sum = new int[1];
    mapEach(
        children,
        atMost(number),
        RandomTree::run,
        result -> {
          sleep(ofMillis(1));
          sum[0] += result;
        });
    return sum[0];
  }

  /** {@code all(leaf, map(leaf, leaf))}, as the events show it. */
  @Override
  public String toString() {
    if (verb.equals("leaf")) {
      return "leaf";
    }
    String between = verb.equals("scope") ? ", leaf, " : ", ";
    String last = verb.equals("scope") ? ", leaf)" : ")";
    return children.stream()
        .map(RandomTree::toString)
        .collect(Collectors.joining(between, verb + "(", last));
  }
}
