package dev.meanwhile.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Makes few names of many: registries keep a meter for each for ever. Thread-safe. */
final class TaskNames {
  /** How many names there are room for, if nothing else is said. */
  static final int USUAL = 100;

  private static final String OTHER = "other";
  private static final Pattern ELEMENT = Pattern.compile("\\[\\d+]");

  private final UnaryOperator<String> renaming;
  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private TaskNames(UnaryOperator<String> renaming, int most) {
    this.renaming = renaming;
    this.most = most;
  }

  static TaskNames usual() {
    return new TaskNames(UnaryOperator.identity(), USUAL);
  }

  TaskNames renamedBy(UnaryOperator<String> other) {
    return new TaskNames(other, most);
  }

  TaskNames atMost(int names) {
    if (names < 1) {
      throw new IllegalArgumentException(
          "room for " + names + " names; allowed: 1 to " + Integer.MAX_VALUE);
    }
    return new TaskNames(renaming, names);
  }

  String of(String task) {
    String folded = task.indexOf('[') < 0 ? task : ELEMENT.matcher(task).replaceAll("[]");
    String name = renaming.apply(folded);
    return known.contains(name) || learn(name) ? name : OTHER;
  }

  private synchronized boolean learn(String name) {
    return known.contains(name) || (known.size() < most && known.add(name));
  }
}
