package dev.meanwhile.plan;

import static dev.meanwhile.Meanwhile.sleep;
import static java.time.Duration.ofMillis;

import dev.meanwhile.Limit;
import dev.meanwhile.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steps with random inputs and durations, each of which checks that its inputs are there and
 * computes a number of theirs; and what a run of them must give.
 */
final class RandomPlan {
  private final List<Part> parts;
  private final VirtualTime time = VirtualTime.create();
  private final Map<Integer, Duration> began = new ConcurrentHashMap<>();
  private final Map<Integer, Duration> ended = new ConcurrentHashMap<>();

  /** A step; it reads the results of steps with lower numbers. */
  private record Part(int number, List<Integer> reads, int millis) {}

  private RandomPlan(List<Part> parts) {
    this.parts = parts;
  }

  /** Steps that read up to six of the {@code reach} steps before them. */
  static RandomPlan of(RandomGenerator random, int size, int reach) {
    var parts = new ArrayList<Part>();
    for (int number = 0; number < size; number++) {
      int near = Math.min(number, reach);
      var reads =
          near == 0
              ? List.<Integer>of()
              : random.ints(random.nextInt(7), number - near, number).distinct().boxed().toList();
      parts.add(new Part(number, reads, random.nextInt(20)));
    }
    return new RandomPlan(parts);
  }

  VirtualTime time() {
    return time;
  }

  int size() {
    return parts.size();
  }

  /** The plan; its result are those of all steps. */
  Plan<Integer, List<Long>> define(@Nullable Limit limit) {
    return Plan.define(
        "random",
        (p, in) -> {
          Steps limited = limit == null ? p : p.limit(limit);
          var steps = new ArrayList<Step<Long>>();
          parts.forEach(part -> steps.add(step(limited, part, steps)));
          return p.step("all", steps, List::copyOf);
        });
  }

  /** With the form for that number of inputs. */
  private Step<Long> step(Steps p, Part part, List<Step<Long>> steps) {
    String name = "step" + part.number;
    List<Step<Long>> in = part.reads.stream().map(steps::get).toList();
    return switch (in.size()) {
      case 0 -> p.step(name, () -> work(part, List.of()));
      case 1 -> p.step(name, in.get(0), a -> work(part, List.of(a)));
      case 2 -> p.step(name, in.get(0), in.get(1), (a, b) -> work(part, List.of(a, b)));
      case 3 ->
          p.step(name, in.get(0), in.get(1), in.get(2), (a, b, c) -> work(part, List.of(a, b, c)));
      case 4 ->
          p.step(
              name,
              in.get(0),
              in.get(1),
              in.get(2),
              in.get(3),
              (a, b, c, d) -> work(part, List.of(a, b, c, d)));
      case 5 ->
          p.step(
              name,
              in.get(0),
              in.get(1),
              in.get(2),
              in.get(3),
              in.get(4),
              (a, b, c, d, e) -> work(part, List.of(a, b, c, d, e)));
      default -> p.step(name, in, list -> work(part, list));
    };
  }

  /** What the step {@code number} does; for those who run the steps in another way. */
  long work(int number, List<Long> inputs) throws InterruptedException {
    return work(parts.get(number), inputs);
  }

  private long work(Part part, List<Long> inputs) throws InterruptedException {
    if (!ended.keySet().containsAll(part.reads)) {
      throw new AssertionError(part + " runs before its inputs");
    }
    if (began.put(part.number, time.elapsed()) != null) {
      throw new AssertionError(part + " runs twice");
    }
    sleep(ofMillis(part.millis));
    ended.put(part.number, time.elapsed());
    return result(part, inputs);
  }

  private static long result(Part part, List<Long> inputs) {
    long sum = part.number;
    for (long input : inputs) {
      sum = sum * 31 + input;
    }
    return sum;
  }

  /** The steps that the step {@code number} reads. */
  List<Integer> reads(int number) {
    return parts.get(number).reads;
  }

  /** The results of all steps, computed one after the other. */
  List<Long> expected() {
    var results = new ArrayList<Long>();
    for (Part part : parts) {
      results.add(result(part, part.reads.stream().map(results::get).toList()));
    }
    return results;
  }

  /** When each step begins if none ever waits but for its inputs. */
  Map<Integer, Duration> earliest() {
    var begins = new HashMap<Integer, Duration>();
    for (Part part : parts) {
      begins.put(
          part.number,
          part.reads.stream()
              .map(read -> begins.get(read).plusMillis(parts.get(read).millis))
              .max(Duration::compareTo)
              .orElse(Duration.ZERO));
    }
    return begins;
  }

  /** The least time that the steps can take. */
  Duration critical() {
    var begins = earliest();
    return parts.stream()
        .map(part -> begins.get(part.number).plusMillis(part.millis))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** What the steps take together. */
  Duration sum() {
    return ofMillis(parts.stream().mapToInt(Part::millis).sum());
  }

  Map<String, Duration> durations() {
    var durations = new HashMap<String, Duration>();
    parts.forEach(part -> durations.put("step" + part.number, ofMillis(part.millis)));
    return durations;
  }

  /** When each step that ran began. */
  Map<Integer, Duration> began() {
    return Map.copyOf(began);
  }

  /** The numbers of the steps whose inputs are all of lower levels, level by level. */
  List<List<Integer>> levels() {
    var levels = new HashMap<Integer, Integer>();
    parts.forEach(part ->
        levels.put(part.number, 1 + part.reads.stream().mapToInt(levels::get).max().orElse(0)));
    int depth = levels.values().stream().mapToInt(level -> level).max().orElse(0);
    return IntStream.rangeClosed(1, depth)
        .mapToObj(level ->
            levels.keySet().stream().filter(part -> levels.get(part) == level).sorted().toList())
        .toList();
  }
}
