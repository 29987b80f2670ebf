package dev.meanwhile.runtime;

import dev.meanwhile.Misuse;
import dev.meanwhile.Task;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import dev.meanwhile.resilience.Policy;
import dev.meanwhile.runtime.Answers.Found;
import dev.meanwhile.runtime.Answers.Refusal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The task that fetches the keys of one batch; at its end it tells everyone who waits. */
final class BatchFork<K> extends Fork<Found<K>, Exception> {
  /** Answers that are no values. */
  enum Mark {
    MISSING,
    STOPPED
  }

  private final LoaderRules<K> rules;
  private final Lane<K> lane;
  private final Map<K, KeyLoad<K>> loads;
  private final Departure departure;
  private int wanted; // how many of the loads; guarded by the lane

  private BatchFork(
      TaskGroup group,
      Settings settings,
      LoaderRules<K> rules,
      Lane<K> lane,
      Map<K, KeyLoad<K>> loads,
      ContextSnapshot context,
      Departure departure) {
    String name = rules.name() + "[" + rules.count().batches.sum() + "]";
    super(group, settings, name, fetch(rules, loads.keySet()), null, context);
    this.rules = rules;
    this.lane = lane;
    this.loads = loads;
    this.departure = departure;
    this.wanted = loads.size();
  }

  /** A batch of {@code loads}, which know it from now on. The lane is locked. */
  static <K> BatchFork<K> of(
      TaskGroup group,
      Settings settings,
      LoaderRules<K> rules,
      Lane<K> lane,
      Map<K, KeyLoad<K>> loads,
      ContextSnapshot context,
      Departure departure) {
    var batch = new BatchFork<>(group, settings, rules, lane, loads, context, departure);
    rules.count().batches.increment();
    rules.count().keys.add(loads.size());
    loads.values().forEach(load -> load.batch = batch);
    return batch;
  }

  private static <K> Task<Found<K>, Exception> fetch(LoaderRules<K> rules, Set<K> loading) {
    Set<K> keys = Collections.unmodifiableSet(loading);
    Task<Found<K>, Exception> fetch = () -> rules.fetch().fetch(keys, new Answers(rules.name()));
    Policy policy = rules.policy();
    return policy == null ? fetch : () -> policy.call(fetch);
  }

  /** Starts it. Where the run is over already, whoever waits for it is told so. */
  void depart() {
    try {
      group().launch(this, null);
    } catch (Misuse over) {
      settle(Ending.FAILED, null, over);
    }
  }

  @Override
  void start() {
    Events.batchDeparted(this, rules.name(), departure);
    super.start();
  }

  /** What it loads, by key. */
  Map<K, KeyLoad<K>> loads() {
    return loads;
  }

  void wantedBy(int more) {
    wanted += more;
  }

  boolean isWanted() {
    return wanted > 0;
  }

  /**
   * Waits until it has ended, whatever interrupts; or until the grace is over, which makes it a
   * straggler. Does not wait where batches wait for each other: the run waits for them at its end.
   */
  void awaitEnd(TaskNode reader) {
    long told = run().timekeeper().nanoTime();
    long until = Timekeeper.after(told, settings().graceNanos());
    boolean interrupted = false;
    WaitEnd end = awaitEnd(reader, until);
    while (end == WaitEnd.INTERRUPTED) {
      interrupted = true;
      end = awaitEnd(reader, until);
    }
    if (end == WaitEnd.TIMED_OUT) {
      StragglerList.add(this, told);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private WaitEnd awaitEnd(TaskNode reader, long until) {
    Wait wait = new Wait(reader, WaitReason.JOIN, this, until);
    reader.waiting(wait);
    if (WaitGraph.needs(this, reader) || !enlist(wait)) {
      wait.release(this);
    }
    return wait.await();
  }

  @Override
  @Nullable Cancel stoppedBy(@Nullable Cancel group) {
    Cancel own = cancelled();
    return own == null ? group : own;
  }

  @Override
  @SuppressWarnings("unchecked") // what the task returned
  void settle(Ending how, @Nullable Object found, @Nullable Throwable thrown) {
    try {
      if (how == Ending.OK && found != null) {
        answerAll((Found<K>) found);
      } else {
        refuseAll(how == Ending.FAILED && thrown != null ? new Refusal(thrown) : Mark.STOPPED);
      }
    } finally {
      super.settle(how, found, thrown);
    }
  }

  private void answerAll(Found<K> found) {
    int index = 0;
    for (KeyLoad<K> load : loads.values()) {
      answer(load, read(found, load.key, index++));
    }
  }

  private static <K> Object read(Found<K> found, K key, int index) {
    try {
      Object answer = found.of(key, index);
      return answer == null ? Mark.MISSING : answer;
    } catch (Throwable unreadable) {
      return new Refusal(unreadable);
    }
  }

  private void refuseAll(Object why) {
    if (why instanceof Refusal) {
      rules.count().failed.increment();
    }
    loads.values().forEach(load -> answer(load, why));
  }

  private void answer(KeyLoad<K> load, Object answer) {
    if (!rules.caching() || answer instanceof Refusal || answer == Mark.STOPPED) {
      lane.answered(load);
    }
    load.cell.settle(answer, this);
  }
}
