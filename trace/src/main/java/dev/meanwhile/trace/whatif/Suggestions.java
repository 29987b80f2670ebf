package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.trace.LatencyShare;
import dev.meanwhile.trace.Segment.Kind;
import dev.meanwhile.trace.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Tries what usually helps, and keeps what does. */
final class Suggestions {
  private static final int MOST_SLOW_TASKS = 5;

  /** Less than this part of the run is not worth a line. */
  private static final int LEAST_SHARE = 100;

  private final WhatIf whatIf;
  private final RunGraph graph;
  private final List<Suggestion> found = new ArrayList<>();

  Suggestions(WhatIf whatIf, RunGraph graph) {
    this.whatIf = whatIf;
    this.graph = graph;
  }

  List<Suggestion> list() {
    graph.lines().forEach(this::trySiblings);
    graph
        .capacities()
        .forEach((limit, permits) -> tryChange(new Change.Capacity(limit, 2 * permits), List.of()));
    slowest().forEach(name -> tryChange(new Change.Faster(name, 2), List.of(name)));
    if (new Attempts(graph).any()) {
      tryChange(new Change.Retries(0), List.of());
    }
    found.sort(
        Comparator.comparingLong((Suggestion suggestion) -> suggestion.forecast().gain())
            .reversed());
    return List.copyOf(found);
  }

  /** Children of one task, from one value that the task read of them to the next. */
  private void trySiblings(Line parent) {
    var moments = new ArrayList<>(parent.moments);
    parent.children.stream()
        .map(child -> child.created)
        .filter(Objects::nonNull)
        .filter(created -> created.line != parent)
        .forEach(moments::add);
    moments.sort(Moment.AS_RECORDED);
    var group = new ArrayList<Line>();
    for (Moment moment : moments) {
      if (moment.event instanceof ValueRead) {
        tryIndependent(group);
        group.clear();
      } else if (moment.event instanceof TaskCreated created && created.parent() == parent.task) {
        group.add(graph.line(created.task()));
      }
    }
    tryIndependent(group);
  }

  private void tryIndependent(List<Line> group) {
    if (group.size() < 2) {
      return;
    }
    List<Long> ids = group.stream().map(line -> line.task).toList();
    List<String> names = group.stream().map(line -> line.name).toList();
    var change = new Change.Independent(names.stream().map(Names::family).distinct().toList());
    Forecast forecast = whatIf.forecast(List.of(change), edit -> edit.independentTasks(ids));
    add(change, names, forecast);
  }

  private List<String> slowest() {
    return LatencyShare.of(Timeline.of(whatIf.trace())).stream()
        .filter(share -> share.kind() == Kind.RUNNING || share.reason() == WaitReason.SLEEP)
        .filter(
            share -> share.share() * LEAST_SHARE >= 1 && graph.line(share.task()).parent != null)
        .map(share -> Names.family(share.name()))
        .distinct()
        .limit(MOST_SLOW_TASKS)
        .toList();
  }

  private void tryChange(Change change, List<String> names) {
    add(change, names, whatIf.forecast(change));
  }

  private void add(Change change, List<String> names, Forecast forecast) {
    long saved = whatIf.replayed() - forecast.best(); // what the replay itself is off is no gain
    if (saved > 0 && saved >= whatIf.measured() / LEAST_SHARE) {
      found.add(new Suggestion(change, names, forecast));
    }
  }
}
