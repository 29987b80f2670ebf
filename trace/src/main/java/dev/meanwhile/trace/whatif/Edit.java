package dev.meanwhile.trace.whatif;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes a run before it is played again. */
final class Edit {
  private final RunGraph graph;
  private final Map<String, Integer> capacities;
  private boolean isExact = true;

  Edit(RunGraph graph) {
    this.graph = graph;
    this.capacities = new HashMap<>(graph.capacities());
  }

  void apply(Change change) {
    switch (change) {
      case Change.Independent(var names) -> independent(names);
      case Change.Capacity(var name, int permits) ->
          Names.fitting("limit", name, graph.capacities().keySet())
              .forEach(limit -> capacities.put(limit, permits));
      case Change.Faster(var name, double times) ->
          tasks(name).forEach(task -> scale(task.tree(), 1 / times));
      case Change.Takes(var name, var time) ->
          tasks(name)
              .forEach(
                  task -> scale(task.tree(), (double) time.toNanos() / Math.max(1, task.nanos())));
      case Change.Retries(int most) -> new Attempts(graph).keep(most);
    }
  }

  private List<Line> tasks(String name) {
    List<String> all = graph.lines().stream().map(line -> line.name).toList();
    Set<String> found = new HashSet<>(Names.fitting("task", name, all));
    return graph.lines().stream().filter(line -> found.contains(line.name)).toList();
  }

  private static void scale(Collection<Line> tasks, double factor) {
    for (Line task : tasks) {
      for (Moment moment : task.moments) {
        if (moment.isWork) {
          moment.lag = Math.round(moment.lag * factor);
        }
      }
    }
  }

  private void independent(List<String> names) {
    var tasks = new LinkedHashSet<Line>();
    names.forEach(name -> tasks.addAll(tasks(name)));
    Map<Line, List<Line>> siblings =
        tasks.stream()
            .filter(task -> task.parent != null)
            .collect(Collectors.groupingBy(task -> Objects.requireNonNull(task.parent)));
    siblings.values().removeIf(group -> group.size() < 2);
    if (siblings.isEmpty()) {
      throw new IllegalArgumentException(
          "no two tasks of one parent are named "
              + String.join(", ", names)
              + "; only such tasks can be told to be independent");
    }
    siblings.values().forEach(this::independentSiblings);
  }

  void independentTasks(List<Long> tasks) {
    independentSiblings(tasks.stream().map(graph::line).toList());
  }

  /** Their parent starts them without waiting for those before; it waits for all at the last. */
  private void independentSiblings(List<Line> group) {
    Line parent = Objects.requireNonNull(group.getFirst().parent);
    Line last = group.stream().max(Comparator.comparingInt(Edit::created)).orElseThrow();
    Set<Moment> ends = new HashSet<>();
    group.forEach(task -> ends.addAll(task.ended == null ? Set.of() : Set.of(task.ended)));
    var deferred = new LinkedHashSet<Moment>();
    for (Moment moment : parent.moments) {
      if (moment.number < created(last)) {
        moment.causes.stream().filter(ends::contains).forEach(deferred::add);
        moment.causes.removeIf(ends::contains);
      }
    }
    Moment end = waitFor(parent, last);
    if (end != null && !deferred.isEmpty()) {
      deferred.removeAll(end.causes);
      end.causes.addAll(deferred);
      isExact = false;
    }
  }

  private static @Nullable Moment waitFor(Line parent, Line last) {
    return parent.moments.stream()
        .filter(moment -> moment.number > created(last))
        .filter(moment -> last.ended != null && moment.causes.contains(last.ended))
        .findFirst()
        .orElse(parent.ended);
  }

  private static int created(Line task) {
    return task.created == null ? -1 : task.created.number;
  }

  /** Whether the answer is certain, and not only possible. */
  boolean isExact() {
    return isExact;
  }

  Replay replay() {
    return Replay.of(graph, capacities);
  }
}
