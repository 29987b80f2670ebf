package dev.meanwhile.trace;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps the latest events of the runs it watches, any number of runs side by side, in a ring of
 * fixed size. What does not fit is dropped, the oldest first, and counted. Thread-safe; a task that
 * reports an event never waits.
 */
public final class Recorder implements Observer {
  /** How many events a recorder keeps that was not told otherwise. */
  public static final int DEFAULT_CAPACITY = 1 << 16;

  /** How many events a recorder may be told to keep. */
  public static final int LARGEST_CAPACITY = 1 << 26;

  private final AtomicReferenceArray<TaskEvent> ring;
  private final AtomicLong recorded = new AtomicLong();
  private final Losses losses = new Losses();

  /** Keeps {@link #DEFAULT_CAPACITY} events. */
  public Recorder() {
    this(DEFAULT_CAPACITY);
  }

  /**
   * Keeps {@code capacity} events.
   *
   * @param capacity 1 to {@link #LARGEST_CAPACITY}; a task makes five to ten events
   */
  public Recorder(int capacity) {
    if (capacity < 1 || capacity > LARGEST_CAPACITY) {
      throw new IllegalArgumentException(
          "a recorder cannot keep " + capacity + " events; allowed: 1 to " + LARGEST_CAPACITY);
    }
    ring = new AtomicReferenceArray<>(capacity);
  }

  @Override
  public void on(TaskEvent event) {
    long place = recorded.getAndIncrement();
    TaskEvent displaced = ring.getAndSet((int) (place % ring.length()), event);
    if (displaced != null) {
      losses.add(displaced);
    }
  }

  /** How many events were dropped to make room for later ones. */
  public long dropped() {
    return Math.max(0, recorded.get() - ring.length());
  }

  /**
   * What is kept at this moment, one snapshot for each run, the oldest run first. Events that
   * arrive meanwhile may or may not be in it.
   */
  public List<RunTrace> runs() {
    var byRun = new TreeMap<Long, List<TaskEvent>>();
    for (TaskEvent event : kept()) {
      byRun.computeIfAbsent(event.run(), _ -> new ArrayList<>()).add(event);
    }
    return byRun.entrySet().stream().map(run -> trace(run.getKey(), run.getValue())).toList();
  }

  private List<TaskEvent> kept() {
    var kept = new ArrayList<TaskEvent>();
    long next = recorded.get();
    for (long place = Math.max(0, next - ring.length()); place < next; place++) {
      TaskEvent event = ring.get((int) (place % ring.length()));
      if (event != null) {
        kept.add(event);
      }
    }
    return kept;
  }

  private RunTrace trace(long run, List<TaskEvent> events) {
    // Stable: events of one task keep their order also where the clock did not move between them.
    events.sort(Comparator.comparingLong(TaskEvent::at));
    for (TaskEvent event : events) {
      if (event instanceof RunBegan began) {
        return new RunTrace(run, began.name(), began.wall(), events, 0, false);
      }
    }
    return new RunTrace(run, "run " + run, null, events, losses.of(run), false);
  }
}
