package dev.meanwhile.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The lanes of all loaders in one run, and the group of their batches. */
final class Loaders {
  private final Run run;
  private final TaskGroup group;
  private final Map<Route, Lane<?>> lanes = new ConcurrentHashMap<>();
  private final Set<Lane<?>.Gathering> gathering = ConcurrentHashMap.newKeySet();

  Loaders(Root root) {
    this.run = root.run();
    this.group = TaskGroup.beside(root, "load");
  }

  /** Joins the load of {@code key}, of that route. */
  <K> KeyLoad<K> joinOne(LoaderRules<K> rules, Route route, K key, TaskNode reader) {
    KeyLoad<K> cached = lane(rules, route).cached(key);
    return cached == null ? join(rules, route, List.of(key), reader).getFirst() : cached;
  }

  /** Joins the loads of {@code keys}, which share a route. */
  <K> List<KeyLoad<K>> join(LoaderRules<K> rules, Route route, List<K> keys, TaskNode reader) {
    while (true) {
      List<KeyLoad<K>> joined = lane(rules, route).join(keys, reader);
      if (joined != null) {
        return joined;
      }
    }
  }

  /** Puts a value into the cache. */
  <K> void prime(LoaderRules<K> rules, Route route, K key, Object value) {
    boolean done = false;
    while (!done) {
      done = lane(rules, route).prime(key, value);
    }
  }

  @SuppressWarnings("unchecked") // a route belongs to one loader, whose keys are Ks
  private <K> Lane<K> lane(LoaderRules<K> rules, Route route) {
    Lane<?> lane = known(route);
    if (lane == null) {
      lane = lanes.computeIfAbsent(route, own -> new Lane<>(rules, this, own));
    }
    return (Lane<K>) lane;
  }

  /** The lane of a route, if there is one. */
  @Nullable Lane<?> known(Route route) {
    return lanes.get(route);
  }

  /** There is nothing left in the lane of {@code route}. */
  void closed(Route route) {
    lanes.remove(route);
  }

  /** How many lanes are open. */
  int size() {
    return lanes.size();
  }

  void gathers(Lane<?>.Gathering keys) {
    gathering.add(keys);
  }

  void gathered(Lane<?>.Gathering keys) {
    gathering.remove(keys);
  }

  /** Whether a batch will depart as soon as no task of the run is awake. */
  boolean isGathering() {
    return !gathering.isEmpty();
  }

  /** What departs if no task of the run is awake. */
  List<Lane<?>.Gathering> gathering() {
    return List.copyOf(gathering);
  }

  Run run() {
    return run;
  }

  TaskGroup group() {
    return group;
  }
}
