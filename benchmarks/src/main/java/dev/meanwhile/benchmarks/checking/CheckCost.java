package dev.meanwhile.benchmarks.checking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares {@code meanwhile check} with the compiler alone: {@code CheckCost FOLDER [ROUNDS
 * [CLASSPATH]]}. Both take turns, on one thread each and in a JVM of its own each time. Prints
 * medians: of the first run of each JVM, and of the later ones, which find warm code.
 *
 * <p>CPU seconds are those of the whole JVM, its own compiler and collector included. They mean
 * more than wall time where other programs run.
 */
public final class CheckCost {
  private static final int ROUNDS = 3;
  private static final int RUNS = 4;

  private CheckCost() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 1 || arguments.length > 3) {
      System.err.println("usage: CheckCost FOLDER [ROUNDS [CLASSPATH]]");
      System.exit(2);
    }
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    String classPath = arguments.length > 2 ? arguments[2] : "";
    var attribution = new Runs(new ArrayList<>(), new ArrayList<>());
    var check = new Runs(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < rounds; i++) {
      attribution.add(measure(Work.ATTRIBUTION, arguments[0], classPath));
      check.add(measure(Work.CHECK, arguments[0], classPath));
    }
    print("first run", Cost.median(attribution.first()), Cost.median(check.first()));
    print("later runs", Cost.median(attribution.later()), Cost.median(check.later()));
  }

  private record Runs(List<Cost> first, List<Cost> later) {
    void add(List<Cost> costs) {
      first.add(costs.getFirst());
      later.addAll(costs.subList(1, costs.size()));
    }
  }

  private static List<Cost> measure(Work work, String folder, String classPath) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OwnRuns.class.getName(),
            work.name(),
            folder,
            Integer.toString(RUNS),
            classPath);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      return lines.lines().map(Cost::parse).toList();
    } finally {
      process.destroy();
    }
  }

  private static void print(String which, Cost attribution, Cost check) {
    row(which, "wall s", "cpu s");
    row("javac", seconds(attribution.wallNanos()), seconds(attribution.cpuNanos()));
    row("check", seconds(check.wallNanos()), seconds(check.cpuNanos()));
    row(
        "more",
        percent(attribution.wallNanos(), check.wallNanos()),
        percent(attribution.cpuNanos(), check.cpuNanos()));
  }

  private static void row(String what, String wall, String cpu) {
    IO.println(String.format(Locale.ROOT, "%-12s %9s %9s", what, wall, cpu));
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
  }

  private static String percent(long from, long to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (to - from) / from);
  }
}
