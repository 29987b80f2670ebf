package dev.meanwhile.runtime;

import dev.meanwhile.Cancelled;
import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.runtime.Answers.Refusal;
import dev.meanwhile.runtime.BatchFork.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads by a loader, in the run that the calling thread is part of. */
public final class Loads {
  private Loads() {}

  /** The value of {@code key}, or null where there is none. */
  public static <K> @Nullable Object find(LoaderRules<K> rules, K key) throws InterruptedException {
    return inRun(() -> {
      TaskNode reader = TaskNode.running();
      Route route = Route.of(rules, key, ContextSnapshot.capture());
      return value(reader, reader.run().loaders().joinOne(rules, route, key, reader));
    });
  }

  /** The values of {@code keys}, in their order, null where there is none. */
  public static <K> List<@Nullable Object> findAll(LoaderRules<K> rules, List<K> keys)
      throws InterruptedException {
    return inRun(() -> {
      TaskNode reader = TaskNode.running();
      var distinct = new LinkedHashSet<>(keys);
      rules.count().repeated(keys.size() - distinct.size());
      Map<K, @Nullable Object> values = values(reader, joinAll(rules, distinct, reader));
      return keys.stream().<@Nullable Object>map(values::get).toList();
    });
  }

  private static <T extends @Nullable Object> T inRun(Task<T, RuntimeException> load)
      throws InterruptedException {
    Ambient.checkCancelled();
    return Runs.inTask("load", load);
  }

  private static <K> List<KeyLoad<K>> joinAll(LoaderRules<K> rules, Set<K> keys, TaskNode reader) {
    var context = ContextSnapshot.capture();
    var routes = new LinkedHashMap<Route, List<K>>();
    for (K key : keys) {
      routes.computeIfAbsent(Route.of(rules, key, context), _ -> new ArrayList<>()).add(key);
    }
    Loaders loaders = reader.run().loaders();
    var joined = new ArrayList<KeyLoad<K>>(keys.size());
    routes.forEach((route, own) -> joined.addAll(loaders.join(rules, route, own, reader)));
    return joined;
  }

  private static <K> Map<K, @Nullable Object> values(TaskNode reader, List<KeyLoad<K>> joined)
      throws InterruptedException {
    var values = new HashMap<K, @Nullable Object>();
    int next = 0;
    try {
      while (next < joined.size()) {
        KeyLoad<K> load = joined.get(next++);
        values.put(load.key, value(reader, load));
      }
    } finally {
      joined.subList(next, joined.size()).forEach(left -> leave(reader, left));
    }
    return values;
  }

  private static @Nullable Object value(TaskNode reader, KeyLoad<?> load)
      throws InterruptedException {
    Object answer = load.cell.result();
    if (answer == null) {
      answer = await(reader, load);
    }
    return switch (answer) {
      case Mark.MISSING -> null;
      case Mark.STOPPED -> throw new Cancelled(load + " was not loaded: its batch was cancelled");
      case Refusal(Throwable cause) -> throw refused(load, cause);
      default -> answer;
    };
  }

  private static RuntimeException refused(KeyLoad<?> load, Throwable cause) {
    if (load.batch != null) {
      Failures.markAwaited(load.batch, cause);
    }
    return Thrown.as(cause);
  }

  private static Object await(TaskNode reader, KeyLoad<?> load) throws InterruptedException {
    boolean arrived = false;
    try {
      refuseOwn(reader, load);
      awaitAnswer(reader, load);
      arrived = true;
    } finally {
      if (!arrived) {
        leave(reader, load);
      }
    }
    Object answer = load.cell.result();
    if (answer == null) {
      throw new AssertionError(load + " released a waiter without an answer");
    }
    return answer;
  }

  private static void awaitAnswer(TaskNode reader, KeyLoad<?> load) throws InterruptedException {
    Wait wait = new Wait(reader, WaitReason.BATCH, load, Timekeeper.NEVER);
    if (load.cell.await(wait, load.batch) == WaitEnd.INTERRUPTED) {
      throw wait.interrupted();
    }
  }

  private static void refuseOwn(TaskNode reader, KeyLoad<?> load) {
    BatchFork<?> batch = load.batch;
    if (batch != null && reader.isWithin(batch)) {
      throw new Misuse(
          "%s would wait for ever for %s, which its own batch loads: at %s%s"
              .formatted(reader, load, Site.here(), WaitGraph.waitingAt(load.cell)));
    }
  }

  private static <K> void leave(TaskNode reader, KeyLoad<K> load) {
    BatchFork<K> unwanted = load.lane.leave(load);
    if (unwanted != null) {
      Cancel why = reader.cancelled();
      unwanted.tell(why == null ? Cancel.INTERRUPTED : why);
      unwanted.awaitEnd(reader);
    }
  }

  /** Puts a value into the cache of the run. */
  public static <K> void prime(LoaderRules<K> rules, K key, Object value) {
    loadersOf(rules).prime(rules, Route.of(rules, key, ContextSnapshot.capture()), key, value);
  }

  /** Forgets a cached value of the run. */
  public static <K> void clear(LoaderRules<K> rules, K key) {
    Lane<?> lane = known(rules, key);
    if (lane != null) {
      lane.clear(key);
    }
  }

  /** The cached value of the run, if there is one. */
  public static <K> @Nullable Object peek(LoaderRules<K> rules, K key) {
    Lane<?> lane = known(rules, key);
    Object answer = lane == null ? null : lane.peek(key);
    return answer instanceof Mark || answer instanceof Refusal ? null : answer;
  }

  private static <K> @Nullable Lane<?> known(LoaderRules<K> rules, K key) {
    return loadersOf(rules).known(Route.of(rules, key, ContextSnapshot.capture()));
  }

  private static Loaders loadersOf(LoaderRules<?> rules) {
    TaskNode current = TaskNode.current();
    if (current == null) {
      throw new Misuse(
          "the loader \"%s\" has no cache here, outside of any scope, at %s"
              .formatted(rules.name(), Site.here()));
    }
    return current.run().loaders();
  }
}
