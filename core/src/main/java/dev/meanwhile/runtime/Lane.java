package dev.meanwhile.runtime;

import dev.meanwhile.observe.TaskEvent.BatchCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads of one loader, in one run, that may share a batch: those with the same context and of
 * the same class. Keys gather here until the batch departs: when it is full, when no task of the
 * run is awake, or when the first of them has waited for long enough, whichever comes first.
 *
 * <p>Guarded by its own lock; nothing is started or told under it. A value that is there is found
 * without.
 */
final class Lane<K> {
  private final LoaderRules<K> rules;
  private final Loaders loaders;
  private final Route route;

  /** Every key that is gathered, in flight, or cached. Read without the lock. */
  private final Map<K, KeyLoad<K>> known = new ConcurrentHashMap<>();

  private @Nullable Gathering gathering;
  private boolean closed;

  Lane(LoaderRules<K> rules, Loaders loaders, Route route) {
    this.rules = rules;
    this.loaders = loaders;
    this.route = route;
  }

  /** The name of the loader. */
  String loader() {
    return rules.name();
  }

  /** The load of {@code key}, if its answer is there: nobody has to wait, or to leave. */
  @Nullable KeyLoad<K> cached(K key) {
    KeyLoad<K> load = known.get(key);
    if (load == null || load.cell.result() == null) {
      return null;
    }
    rules.count().repeated(1);
    return load;
  }

  /**
   * Joins the loads of all keys, or begins them; those that begin depart together, up to the limit.
   * The caller waits for the cells, and leaves them.
   *
   * @return null if the lane is closed; there is a new one by now
   */
  @Nullable List<KeyLoad<K>> join(List<K> keys, TaskNode reader) {
    var joined = new ArrayList<KeyLoad<K>>(keys.size());
    var full = new ArrayList<BatchFork<K>>(0);
    synchronized (this) {
      if (closed) {
        return null;
      }
      for (K key : keys) {
        KeyLoad<K> load = known.get(key);
        if (load == null) {
          load = begin(key, reader);
        } else {
          rules.count().shared.increment();
          if (gathering != null && gathering.loads.get(key) == load) {
            gathering.askedBy(reader);
          }
        }
        load.enter();
        takeFull(full);
        joined.add(load);
      }
    }
    full.forEach(BatchFork::depart);
    rules.count().loads.add(keys.size());
    return joined;
  }

  private KeyLoad<K> begin(K key, TaskNode reader) {
    var load = new KeyLoad<>(this, key);
    known.put(key, load);
    Gathering into = gathering == null ? new Gathering(reader) : gathering;
    into.loads.put(key, load);
    into.askedBy(reader);
    return load;
  }

  private void takeFull(List<BatchFork<K>> full) {
    if (gathering != null && gathering.loads.size() >= rules.upTo()) {
      full.add(gathering.end(BatchCause.FULL));
    }
  }

  /**
   * Someone who waited for {@code load} waits no longer. A key that nobody waits for is not
   * fetched; a batch that nobody waits for any more is returned, to be cancelled.
   */
  synchronized @Nullable BatchFork<K> leave(KeyLoad<K> load) {
    if (!load.leave()) {
      return null;
    }
    BatchFork<K> batch = load.batch;
    if (batch == null) {
      drop(load);
      closeIfEmpty();
      return null;
    }
    if (batch.isWanted()) {
      return null;
    }
    batch.loads().forEach(known::remove);
    closeIfEmpty();
    return batch;
  }

  /**
   * A run may last as long as the process, with a lane for every request in it. A batch that was
   * left may end after its lane has closed; by then its route may have another.
   */
  private void closeIfEmpty() {
    if (known.isEmpty() && !closed) {
      closed = true;
      loaders.closed(route);
    }
  }

  private void drop(KeyLoad<K> load) {
    known.remove(load.key, load);
    if (gathering != null && gathering.loads.remove(load.key, load) && gathering.loads.isEmpty()) {
      gathering.close();
    }
  }

  /** The load has its answer and is known no longer. */
  synchronized void answered(KeyLoad<K> load) {
    known.remove(load.key, load);
    closeIfEmpty();
  }

  /** Puts a value into the cache, unless the key is known already; false if the lane is closed. */
  synchronized boolean prime(K key, Object value) {
    if (!closed && !known.containsKey(key)) {
      var load = new KeyLoad<>(this, key);
      load.cell.settle(value, null);
      known.put(key, load);
    }
    return !closed;
  }

  /** Forgets a value, also one that is being fetched: it may be from before a write. */
  synchronized void clear(Object key) {
    if (gathering == null || !gathering.loads.containsKey(key)) {
      known.remove(key);
      closeIfEmpty();
    }
  }

  /** The cached value of {@code key}, if it is there. */
  @Nullable Object peek(Object key) {
    KeyLoad<K> load = known.get(key);
    return load == null ? null : load.cell.result();
  }

  /** The keys of the next batch, from the first on until it departs. Guarded by the lane. */
  final class Gathering {
    private final Map<K, KeyLoad<K>> loads = new LinkedHashMap<>();
    private final Set<Long> members = new LinkedHashSet<>(0);
    private final Settings settings;
    private final AlarmSlot alarm = new AlarmSlot(loaders.run().timekeeper());

    /** Begins for {@code first}, whose deadline and permits are no business of the others. */
    Gathering(TaskNode first) {
      settings = first.settings().withDeadline(null).withPermit(null);
      gathering = this;
      loaders.gathers(this);
      long now = loaders.run().timekeeper().nanoTime();
      alarm.arm(
          Timekeeper.after(now, rules.maxDelayNanos()), () -> depart(BatchCause.DELAY_PASSED));
    }

    private void askedBy(TaskNode reader) {
      if (settings.observer() != null && members.size() < Events.MOST_TARGETS) {
        members.add(reader.id());
      }
    }

    /**
     * The batch departs, unless it has. Meanwhile the run counts as awake, so that nobody sees it
     * idle in between.
     */
    void depart(BatchCause cause) {
      loaders.run().rise();
      try {
        BatchFork<K> batch;
        synchronized (Lane.this) {
          batch = gathering == this ? end(cause) : null;
        }
        if (batch != null) {
          batch.depart();
        }
      } finally {
        loaders.run().rest();
      }
    }

    private BatchFork<K> end(BatchCause cause) {
      close();
      var departure = new Departure(cause, List.copyOf(members));
      return BatchFork.of(
          loaders.group(), settings, rules, Lane.this, loads, route.context(), departure);
    }

    private void close() {
      gathering = null;
      loaders.gathered(this);
      alarm.close();
    }
  }
}
