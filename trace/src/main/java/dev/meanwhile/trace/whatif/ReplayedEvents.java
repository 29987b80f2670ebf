package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of a replay: those of the recording, at other times; and those of the limits, made
 * anew.
 */
final class ReplayedEvents {
  /** Beyond the numbers that a run gives to its waits. */
  private static final long FIRST_WAIT = 1L << 40;

  private final List<TaskEvent> events = new ArrayList<>();
  private final Map<Moment, Long> asked = new HashMap<>();
  private final Map<Long, Deque<String>> workers = new HashMap<>();
  private final Map<Line, String> workerOf = new HashMap<>();
  private int lastWorker;
  private long run;
  private long lastReleaser;

  List<TaskEvent> list() {
    return events;
  }

  /** A moment has come; {@code limit} is where it took its permit, if it took one. */
  void add(Moment moment, @Nullable PermitLine limit, long at) {
    TaskEvent event = moment.event;
    if (event != null) {
      run = event.run();
    }
    if (moment.isGone) {
      return;
    }
    if (limit != null) {
      takes(moment, limit, at);
    } else if (event instanceof TaskStarted started && moment.line.isElement) {
      String worker = workerOf.getOrDefault(moment.line, started.thread());
      events.add(new TaskStarted(run, at, started.task(), worker));
    } else if (event != null && !(event instanceof LimitChanged)) {
      events.add(at(event, at));
    }
  }

  /** A task waits for a permit from now on. */
  void asks(Moment moment, PermitLine limit, long at) {
    asked.put(moment, at);
    if (moment.line.started != null && isStarted(moment)) {
      events.add(
          new WaitBegan(run, at, wait(moment), moment.line.task, WaitReason.PERMIT, List.of()));
    }
    changed(moment, limit, at);
  }

  private void takes(Moment moment, PermitLine limit, long at) {
    if (moment.line.isElement && moment.event == null) {
      Deque<String> free = workers.computeIfAbsent(moment.line.scope, _ -> new ArrayDeque<>());
      String worker = free.poll();
      workerOf.put(moment.line, worker == null ? "worker " + ++lastWorker : worker);
      return;
    }
    changed(moment, limit, at);
    if (asked.containsKey(moment) && isStarted(moment)) {
      long task = moment.line.task;
      events.add(new WaitEnded(run, at, wait(moment), task, WaitEnd.RELEASED, lastReleaser));
    }
  }

  /** A task gave its permit back. */
  void gives(Moment moment, Moment lease, PermitLine limit, long at) {
    lastReleaser = moment.line.task;
    String worker = workerOf.get(lease.line);
    if (worker != null && lease.event == null) {
      workers.computeIfAbsent(lease.line.scope, _ -> new ArrayDeque<>()).push(worker);
    }
    changed(moment, limit, at);
  }

  private void changed(Moment moment, PermitLine limit, long at) {
    Moment lease = moment.gives == null ? moment : moment.gives;
    if (lease.takes != null) {
      events.add(
          new LimitChanged(
              run,
              at,
              lease.takes.name(),
              moment.line.task,
              limit.capacity,
              limit.inUse(),
              limit.inLine()));
    }
  }

  private static boolean isStarted(Moment moment) {
    Moment started = moment.line.started;
    return started != null && started.number < moment.number;
  }

  private static long wait(Moment moment) {
    return FIRST_WAIT + moment.number;
  }

  private static TaskEvent at(TaskEvent event, long at) {
    return switch (event) {
      case TaskEvent.RunBegan e ->
          new TaskEvent.RunBegan(e.run(), at, e.task(), e.name(), e.wall());
      case TaskEvent.RunEnded e -> new TaskEvent.RunEnded(e.run(), at, e.task(), e.ending());
      case TaskEvent.ScopeOpened e ->
          new TaskEvent.ScopeOpened(e.run(), at, e.scope(), e.task(), e.verb());
      case TaskEvent.ScopeClosed e -> new TaskEvent.ScopeClosed(e.run(), at, e.scope(), e.task());
      case TaskEvent.TaskCreated e ->
          new TaskEvent.TaskCreated(
              e.run(),
              at,
              e.task(),
              e.parent(),
              e.starter(),
              e.scope(),
              e.name(),
              e.path(),
              e.index(),
              e.site());
      case TaskStarted e -> new TaskStarted(e.run(), at, e.task(), e.thread());
      case TaskEvent.TaskEnded e ->
          new TaskEvent.TaskEnded(e.run(), at, e.task(), e.ending(), e.error(), e.message());
      case WaitBegan e -> new WaitBegan(e.run(), at, e.waitId(), e.task(), e.reason(), e.on());
      case WaitEnded e -> new WaitEnded(e.run(), at, e.waitId(), e.task(), e.end(), e.releasedBy());
      case TaskEvent.AttemptBegan e ->
          new TaskEvent.AttemptBegan(e.run(), at, e.task(), e.call(), e.number());
      case TaskEvent.AttemptEnded e ->
          new TaskEvent.AttemptEnded(
              e.run(),
              at,
              e.task(),
              e.call(),
              e.number(),
              e.ending(),
              e.error(),
              e.message(),
              e.delay());
      case TaskEvent.ValueRead e -> new TaskEvent.ValueRead(e.run(), at, e.reader(), e.task());
      case TaskEvent.CancelAsked e ->
          new TaskEvent.CancelAsked(e.run(), at, e.task(), e.reason(), e.by());
      default -> event;
    };
  }
}
