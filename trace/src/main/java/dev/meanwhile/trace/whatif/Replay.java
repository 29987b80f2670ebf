package dev.meanwhile.trace.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Plays a run again: each moment comes as soon as all that it comes after has come, and its lag is
 * over; permits go to whoever asked first. That is list scheduling (R. L. Graham, <i>Bounds for
 * Certain Multiprocessing Anomalies</i>, 1966), in the order of the recording where times are
 * equal, so that an unchanged run is played as it was.
 */
final class Replay {
  private record Due(long at, Moment moment) {}

  private static final Comparator<Due> EARLIEST =
      Comparator.comparingLong(Due::at).thenComparing(Due::moment, Moment.AS_RECORDED);

  private final RunGraph graph;
  private final Map<String, Integer> capacities;
  private final Map<Moment, List<Moment>> effects = new HashMap<>();
  private final Map<Moment, Integer> missing = new HashMap<>();
  private final Map<Moment, Long> played = new HashMap<>();
  private final Map<LimitKey, PermitLine> limits = new HashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(EARLIEST);
  private final ReplayedEvents events = new ReplayedEvents();

  private Replay(RunGraph graph, Map<String, Integer> capacities) {
    this.graph = graph;
    this.capacities = capacities;
  }

  /** Plays {@code graph} with limits of these sizes. */
  static Replay of(RunGraph graph, Map<String, Integer> capacities) {
    var replay = new Replay(graph, capacities);
    graph.moments().forEach(replay::prepare);
    replay.play();
    return replay;
  }

  private void prepare(Moment moment) {
    moment.causes.forEach(
        cause -> effects.computeIfAbsent(cause, _ -> new ArrayList<>()).add(moment));
    missing.put(moment, moment.causes.size());
    if (moment.causes.isEmpty()) {
      due.add(new Due(moment.lag, moment));
    }
  }

  private void play() {
    for (Due next = due.poll(); next != null; next = due.poll()) {
      if (!played.containsKey(next.moment())) {
        reach(next.moment(), next.at());
      }
    }
  }

  private void reach(Moment moment, long at) {
    PermitLine limit = limit(moment);
    if (limit == null || limit.request(moment)) {
      pass(moment, at);
    } else {
      events.asks(moment, limit, at);
    }
  }

  private @Nullable PermitLine limit(Moment moment) {
    LimitKey key = moment.takes;
    return key == null ? null : limits.computeIfAbsent(key, this::open);
  }

  private PermitLine open(LimitKey limit) {
    return new PermitLine(capacities.getOrDefault(limit.name(), Integer.MAX_VALUE));
  }

  private void pass(Moment moment, long at) {
    played.put(moment, at);
    events.add(moment, limit(moment), at);
    if (moment.line.cancel == moment) {
      hurry(moment, at);
    }
    for (Moment effect : effects.getOrDefault(moment, List.of())) {
      if (missing.merge(effect, -1, Integer::sum) == 0) {
        due.add(new Due(at + effect.lag, effect));
      }
    }
    if (moment.gives != null) {
      giveBack(moment, moment.gives, at);
    }
  }

  private void giveBack(Moment moment, Moment lease, long at) {
    PermitLine limit = limit(lease);
    if (limit == null || !limit.release(lease)) {
      return;
    }
    events.gives(moment, lease, limit, at);
    for (Moment next = limit.next(); next != null; next = limit.next()) {
      pass(next, at);
    }
  }

  /** A task that is told to stop comes no later than that to whatever it did before. */
  private void hurry(Moment cancel, long at) {
    for (Moment moment : cancel.line.moments) {
      if (moment.number < cancel.number && !played.containsKey(moment)) {
        PermitLine limit = limit(moment);
        if (limit != null) {
          limit.withdraw(moment);
        }
        pass(moment, at);
      }
    }
  }

  /** How long the run takes; -1 if it comes to no end. */
  long nanos() {
    return played.getOrDefault(graph.end(), -1L);
  }

  /** When a moment came. */
  ReplayedEvents events() {
    return events;
  }
}
