package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the events of a run who took permits of which limit, and when they were given back. A
 * limit reports a task when it asks, when it gets its permit after a wait, and when it gives it
 * back. A claim of several permits counts as one.
 */
final class Leases {
  /** When a worker got its permit, and the place in the recording where it asked for it. */
  record Report(int number, long at) {}

  /** Reports of several threads overtake each other, but not by more. */
  private static final long LONGEST_OVERTAKING = 1_000_000;

  private final RunGraph graph;
  private final Set<String> shared;
  private final Set<Long> skipped = new HashSet<>();
  private final Set<Moment> pending = new HashSet<>();
  private final Map<String, Integer> capacities = new TreeMap<>();
  private final Map<LimitKey, Integer> held = new HashMap<>();
  private final Map<LimitKey, Long> overfullSince = new HashMap<>();
  private final Map<String, NavigableMap<Long, Report>> workers = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  /**
   * Reads for {@code graph}.
   *
   * @param shared the names that belong to several limits
   */
  Leases(RunGraph graph, Set<String> shared) {
    this.graph = graph;
    this.shared = shared;
  }

  void changed(LimitChanged event) {
    capacities.put(event.limit(), event.capacity());
    Line line = graph.known(event.task());
    if (line == null) {
      reportWorker(event);
      return;
    }
    if (line.isElement && line.ended != null) {
      return; // its worker gave back the permit that it has given back already
    }
    Moment lease = line.leases.get(event.limit());
    if (lease == null) {
      take(line, key(event.limit(), line.scope), graph.add(event, event.task()));
    } else if (pending.remove(lease)) {
      lease.at = event.at();
      count(lease, 1, event.at());
    } else if (line.started == null) {
      lease.at = event.at();
    } else {
      give(line, event.limit(), graph.add(event, event.task()));
    }
  }

  /** The task takes a permit at this moment, or waits for it from then on. */
  void take(Line line, LimitKey limit, Moment moment) {
    moment.takes = limit;
    line.leases.put(limit.name(), moment);
    if (line.started != null || line.isElement) {
      count(moment, 1, moment.at);
    }
  }

  /** A task that starts has the permits that it asked for. */
  void started(Line line, long at) {
    if (!line.isElement) {
      line.leases.values().forEach(lease -> count(lease, 1, at));
    }
  }

  private void give(Line line, String limit, Moment moment) {
    Moment lease = line.leases.remove(limit);
    moment.gives = lease;
    if (lease != null) {
      count(lease, -1, moment.at);
    }
  }

  private void count(Moment lease, int change, long at) {
    LimitKey limit = lease.takes;
    if (limit == null) {
      return;
    }
    if (at - overfullSince.getOrDefault(limit, at) > LONGEST_OVERTAKING) {
      ambiguous.add(limit.name());
    }
    int now = held.merge(limit, change, Integer::sum);
    if (now > capacities.getOrDefault(limit.name(), Integer.MAX_VALUE)) {
      overfullSince.putIfAbsent(limit, at);
    } else {
      overfullSince.remove(limit);
    }
  }

  /** Whether the wait is for the permit that the task has just asked for. */
  boolean awaits(Line line, WaitBegan event) {
    Moment asked = line.last;
    boolean isForPermit = event.reason() == WaitReason.PERMIT || event.reason() == WaitReason.MUTEX;
    if (!isForPermit || asked == null || !line.leases.containsValue(asked)) {
      return false;
    }
    skipped.add(event.waitId());
    pending.add(asked);
    count(asked, -1, event.at());
    return true;
  }

  /** Whether it was such a wait that ended. Who left without a permit took none. */
  boolean wakes(Line line, WaitEnded event) {
    if (!skipped.contains(event.waitId())) {
      return false;
    }
    if (event.end() != WaitEnd.RELEASED) {
      line.leases.values().stream()
          .filter(pending::remove)
          .forEach(lease -> {
            lease.takes = null;
            lease.lag += event.at() - lease.at;
            lease.at = event.at();
          });
    }
    return true;
  }

  /** An element gives back what it took, a task that never started took nothing. */
  void ended(Line line, Moment end) {
    if (line.isElement) {
      line.leases.keySet().stream().findFirst().ifPresent(limit -> give(line, limit, end));
    } else if (line.started == null) {
      line.leases.values().forEach(lease -> lease.takes = null);
    }
  }

  @Nullable LimitKey ofMap(long scope, @Nullable String limit) {
    return limit == null ? null : key(limit, scope);
  }

  private void reportWorker(LimitChanged event) {
    workers
        .computeIfAbsent(event.limit(), _ -> new TreeMap<>())
        .merge(
            event.task(),
            new Report(graph.number(), event.at()),
            (first, later) -> new Report(first.number(), later.at()));
  }

  /**
   * What was said of the worker of a map that came to an element at a time, and got its permit just
   * before. Of several, its number is just below that of the element whose worker asked for it.
   *
   * @param near the number of that element, or of the map
   */
  @Nullable Report worker(LimitKey limit, long near, long since, long until) {
    NavigableMap<Long, Report> known = workers.getOrDefault(limit.name(), new TreeMap<>());
    Comparator<Map.Entry<Long, Report>> best =
        Comparator.comparingLong((Map.Entry<Long, Report> worker) -> worker.getValue().at())
            .thenComparing(worker -> worker.getKey() < near)
            .thenComparingLong(worker -> -Math.abs(worker.getKey() - near));
    return known.entrySet().stream()
        .filter(worker -> worker.getValue().at() >= since && worker.getValue().at() <= until)
        .max(best)
        .map(worker -> known.remove(worker.getKey()))
        .orElse(null);
  }

  private LimitKey key(String limit, long scope) {
    return new LimitKey(limit, shared.contains(limit) ? scope : 0);
  }

  /** The names of which more permits were held than such a limit has. */
  Set<String> ambiguous() {
    return ambiguous;
  }

  Map<String, Integer> capacities() {
    return capacities;
  }
}
