package dev.meanwhile.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

  /** The lane of {@code key}, for loads in that context. */
  @SuppressWarnings("unchecked") // a route belongs to one loader, whose keys are Ks
  <K> Lane<K> lane(LoaderRules<K> rules, K key, ContextSnapshot context) {
    Function<? super K, ?> splitBy = rules.splitBy();
    Object kind = splitBy == null ? null : splitBy.apply(key);
    var route = new Route(rules.count(), context, kind);
    Lane<?> lane = lanes.get(route);
    if (lane == null) {
      lane = lanes.computeIfAbsent(route, own -> new Lane<>(rules, this, own.context));
    }
    return (Lane<K>) lane;
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

  /** A loader, known by its counter, and what keeps loads apart. */
  private record Route(LoaderCount loader, ContextSnapshot context, @Nullable Object kind) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Route route
          && loader == route.loader
          && context.equals(route.context)
          && Objects.equals(kind, route.kind);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * System.identityHashCode(loader) + context.hashCode())
          + Objects.hashCode(kind);
    }
  }
}
