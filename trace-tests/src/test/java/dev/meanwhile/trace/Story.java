package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelReason;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A run told by hand, in milliseconds. The first task has the number 1. */
public final class Story {
  public static final long MILLI = 1_000_000;

  private final List<TaskEvent> events = new ArrayList<>();
  private final String name;
  private long lastId = 1;

  public Story(String name) {
    this.name = name;
    events.add(new TaskEvent.RunBegan(7, 0, 1, name, Instant.EPOCH));
  }

  /** A task that starts at once; returns its number. */
  public long task(String name, long parent, double from, double to, Ending ending) {
    return task(name, parent, from, from, to, ending);
  }

  public long task(String name, long parent, double from, double to) {
    return task(name, parent, from, to, Ending.OK);
  }

  public long task(
      String name, long parent, double created, double from, double to, Ending ending) {
    return element(name, parent, name, created, from, to, ending);
  }

  /** A task on a thread of which others may be, too. */
  public long element(
      String name,
      long parent,
      String thread,
      double created,
      double from,
      double to,
      Ending ending) {
    long id = ++lastId;
    add(new TaskEvent.TaskCreated(7, at(created), id, parent, 0, name, name, id, null));
    add(new TaskEvent.TaskStarted(7, at(from), id, thread));
    String error = ending == Ending.FAILED ? "java.io.IOException" : null;
    add(new TaskEvent.TaskEnded(7, at(to), id, ending, error, null));
    return id;
  }

  public Story waits(long task, WaitReason reason, double from, double to, long releasedBy) {
    long id = ++lastId;
    add(new TaskEvent.WaitBegan(7, at(from), id, task, reason, List.of(releasedBy)));
    WaitEnd end = releasedBy == 0 ? WaitEnd.TIMED_OUT : WaitEnd.RELEASED;
    add(new TaskEvent.WaitEnded(7, at(to), id, task, end, releasedBy));
    return this;
  }

  public Story cancels(long task, double when, CancelReason reason, long by) {
    return add(new TaskEvent.CancelAsked(7, at(when), task, reason, by));
  }

  public Story limit(long task, double when, int capacity, int inUse, int waiting) {
    return add(new TaskEvent.LimitChanged(7, at(when), "limit", task, capacity, inUse, waiting));
  }

  public Story add(TaskEvent event) {
    events.add(event);
    return this;
  }

  public RunTrace ends(double when) {
    return ends(when, Ending.OK);
  }

  public RunTrace ends(double when, Ending ending) {
    add(new TaskEvent.RunEnded(7, at(when), 1, ending));
    return goesOn();
  }

  /** The run, which has not ended. */
  public RunTrace goesOn() {
    events.sort(Comparator.comparingLong(TaskEvent::at));
    return new RunTrace(7, name, Instant.EPOCH, events, 0, false);
  }

  static long at(double millis) {
    return Math.round(millis * MILLI);
  }
}
