package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attempts of the repeated calls of a run. */
final class Attempts {
  private final RunGraph graph;

  Attempts(RunGraph graph) {
    this.graph = graph;
  }

  /** Whether any call was retried. */
  boolean any() {
    return graph.lines().stream()
        .flatMap(line -> calls(line).stream())
        .anyMatch(attempts -> attempts.size() > 1);
  }

  /** Takes out the first attempts of each call, and leaves so many retries at most. */
  void keep(int most) {
    for (Line line : graph.lines()) {
      for (List<Moment> attempts : calls(line)) {
        int gone = attempts.size() - 1 - most;
        if (gone > 0) {
          remove(line, attempts.getFirst(), attempts.get(gone));
        }
      }
    }
  }

  /** The beginnings of the attempts that a task made, for each of its calls. */
  private static List<List<Moment>> calls(Line line) {
    Map<Long, List<Moment>> calls = new LinkedHashMap<>();
    for (Moment moment : line.moments) {
      if (moment.event instanceof AttemptBegan attempt) {
        calls.computeIfAbsent(attempt.call(), _ -> new ArrayList<>()).add(moment);
      }
    }
    return List.copyOf(calls.values());
  }

  private void remove(Line line, Moment from, Moment to) {
    line.moments.stream()
        .filter(moment -> moment.number > from.number && moment.number <= to.number)
        .forEach(this::remove);
  }

  /** It takes no time, waits for nobody and shows nowhere; nor does what it started. */
  private void remove(Moment moment) {
    moment.isGone = true;
    moment.lag = 0;
    moment.causes.removeIf(cause -> cause.line != moment.line);
    moment.takes = null;
    moment.gives = null;
    if (moment.event instanceof TaskCreated created) {
      graph.line(created.task()).moments.forEach(this::remove);
    }
  }
}
