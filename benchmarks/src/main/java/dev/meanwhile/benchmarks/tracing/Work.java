package dev.meanwhile.benchmarks.tracing;

import static dev.meanwhile.Meanwhile.all;
import static dev.meanwhile.Meanwhile.atMost;
import static dev.meanwhile.Meanwhile.map;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** That many tasks, each of which returns 1, and their sum. */
final class Work implements Callable<Integer> {
  private static final int AT_ONCE = 3;
  private static final int LIMIT = 8;

  /** How they are started. */
  enum Shape {
    /** Three at once, and again. */
    ALL,
    /** All by one bounded map. */
    MAP
  }

  private final Shape shape;
  private final int tasks;
  private final List<Integer> items;

  Work(Shape shape, int tasks) {
    this.shape = shape;
    this.tasks = tasks;
    this.items = IntStream.range(0, tasks).boxed().toList();
  }

  @Override
  public Integer call() throws InterruptedException {
    return switch (shape) {
      case ALL -> inThrees();
      case MAP -> map(items, atMost(LIMIT), _ -> 1).size();
    };
  }

  private int inThrees() throws InterruptedException {
    int sum = 0;
    for (int i = 0; i < tasks / AT_ONCE; i++) {
      sum += all(() -> 1, () -> 1, () -> 1, (a, b, c) -> a + b + c);
    }
    return sum;
  }
}
