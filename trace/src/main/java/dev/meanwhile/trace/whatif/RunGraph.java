package dev.meanwhile.trace.whatif;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnd;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run as moments and what they come after. A moment of a task comes after the one before
 * it; the end of a wait, besides, after what was waited for; the first moment of a task after what
 * made it start. What happens to a task while it waits is the work of another.
 */
final class RunGraph {
  private final List<Moment> moments = new ArrayList<>();
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private final Map<Long, List<Line>> byScope = new HashMap<>();
  private final Map<Long, WaitBegan> waits = new HashMap<>();
  private final Map<Long, Moment> waitsBegan = new HashMap<>();
  private final Map<Long, Moment> scopesOpened = new HashMap<>();
  private final Map<String, Long> workers = new HashMap<>();
  private final Hindsight hindsight;
  private final Leases leases;
  private @Nullable Moment end;
  private int number;

  private RunGraph(List<TaskEvent> events, Set<String> shared) {
    hindsight = new Hindsight(events);
    leases = new Leases(this, shared);
    events.forEach(this::read);
  }

  /** Reads a run whose beginning and end are there. */
  static RunGraph of(List<TaskEvent> events) {
    var graph = new RunGraph(events, Set.of());
    Set<String> ambiguous = graph.leases.ambiguous();
    return ambiguous.isEmpty() ? graph : new RunGraph(events, ambiguous);
  }

  private void read(TaskEvent event) {
    number += 2; // what an event implies comes just before it
    switch (event) {
      case TaskEvent.RunBegan e -> begin(e);
      case TaskEvent.RunEnded e -> end = ended(e, e.task());
      case TaskCreated e -> create(e);
      case TaskEvent.TaskStarted e -> start(e);
      case TaskEnded e -> ended(e, e.task());
      case WaitBegan e -> await(e);
      case WaitEnded e -> wake(e);
      case CancelAsked e -> cancel(e);
      case TaskEvent.ValueRead e -> after(add(e, e.reader()), endOf(e.task()));
      case TaskEvent.AttemptBegan e -> add(e, e.task());
      case TaskEvent.AttemptEnded e -> add(e, e.task());
      case TaskEvent.LimitChanged e -> leases.changed(e);
      case TaskEvent.ScopeOpened e -> scopesOpened.put(e.scope(), add(e, e.task()));
      case TaskEvent.ScopeClosed e -> add(e, e.task());
      default -> {}
    }
  }

  private void begin(TaskEvent.RunBegan event) {
    Line first = line(event.task());
    first.name = event.name();
    first.created = add(event, event.task());
    first.started = first.created;
  }

  private void start(TaskEvent.TaskStarted event) {
    Line line = line(event.task());
    line.started = add(event, event.task());
    leases.started(line, event.at());
  }

  private Moment ended(TaskEvent event, long task) {
    Line line = line(task);
    Moment moment = add(event, task);
    line.ended = moment;
    leases.ended(line, moment);
    return moment;
  }

  private void create(TaskCreated event) {
    Line line = line(event.task());
    Line parent = line(event.parent());
    line.name = event.name();
    line.scope = event.scope();
    line.parent = parent;
    line.isElement = hindsight.isElement(event);
    parent.children.add(line);
    Moment created = line.isElement ? element(event, line, parent) : started(event, line, parent);
    line.created = created;
    line.last = created;
    byScope.computeIfAbsent(line.scope, _ -> new ArrayList<>()).add(line);
  }

  private Moment started(TaskCreated event, Line line, Line parent) {
    List<Moment> known = knownCauses(event);
    Line starter = lines.getOrDefault(event.starter(), parent);
    if (known.isEmpty() && isAtWork(starter)) {
      return add(event, starter.task);
    }
    return place(line, event, event.at(), known.isEmpty() ? latest() : known);
  }

  private static boolean isAtWork(Line line) {
    return line.waiting == null && line.ended == null && line.last != null;
  }

  /** A step of a plan comes after its inputs, a batch after those who wait for it. */
  private List<Moment> knownCauses(TaskCreated event) {
    List<Moment> inputs =
        hindsight.inputs(event).stream().flatMap(input -> endOf(input).stream()).toList();
    if (!inputs.isEmpty()) {
      return inputs;
    }
    return hindsight.members(event.task()).stream()
        .map(waitsBegan::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private List<Moment> latest() {
    return moments.isEmpty() ? List.of() : List.of(moments.getLast());
  }

  /** The source gives the elements one by one; each needs a permit, and keeps it to its end. */
  private Moment element(TaskCreated event, Line line, Line parent) {
    List<Line> before = byScope.getOrDefault(line.scope, List.of());
    Moment opened = scopesOpened.get(line.scope);
    List<Moment> turn =
        !before.isEmpty()
            ? createdOf(before.getLast())
            : opened != null ? List.of(opened) : lastOf(parent);
    Long earlier = workers.put(line.scope + hindsight.thread(line.task), line.task);
    List<Moment> worker = earlier == null ? List.of() : endOf(earlier);
    LimitKey limit = leases.ofMap(line.scope, hindsight.limit(line.scope));
    if (limit == null) {
      return place(line, event, event.at(), Stream.concat(turn.stream(), worker.stream()).toList());
    }
    long near = before.isEmpty() ? line.scope : before.getLast().task;
    Leases.Report report =
        worker.isEmpty() ? leases.worker(limit, near, Moment.latest(turn, 0), event.at()) : null;
    var admitted =
        new Moment(
            report == null ? number - 1 : report.number(),
            line,
            null,
            Moment.latest(turn, 0),
            turn);
    long granted = report == null ? Moment.latest(worker, 0) : report.at();
    admitted.at = Math.clamp(granted, admitted.at, event.at());
    leases.take(line, limit, keep(admitted));
    return place(line, event, event.at(), List.of(admitted));
  }

  private List<Moment> lastOf(Line line) {
    return isAtWork(line) ? lastMoment(line.task) : latest();
  }

  private static List<Moment> createdOf(Line line) {
    return line.created == null ? List.of() : List.of(line.created);
  }

  private void await(WaitBegan event) {
    Line line = line(event.task());
    waits.put(event.waitId(), event);
    if (!leases.awaits(line, event)) {
      waitsBegan.put(event.waitId(), add(event, event.task()));
      line.waiting = event.reason();
    }
  }

  private void wake(WaitEnded event) {
    Line line = line(event.task());
    WaitBegan began = waits.get(event.waitId());
    if (leases.wakes(line, event)) {
      return;
    }
    line.waiting = null;
    Moment moment = add(event, event.task());
    moment.isWork =
        event.end() == WaitEnd.TIMED_OUT && began != null && began.reason() == WaitReason.SLEEP;
    if (event.end() == WaitEnd.RELEASED && line.cancel == null) {
      after(moment, released(event, began));
    }
  }

  private Collection<Moment> released(WaitEnded event, @Nullable WaitBegan began) {
    WaitReason reason = began == null ? null : began.reason();
    if (reason == WaitReason.JOIN) {
      return byScope.getOrDefault(hindsight.joined(event.waitId()), List.of()).stream()
          .map(line -> line.ended)
          .filter(Objects::nonNull)
          .toList();
    }
    if (reason == WaitReason.RESULT && began != null && !began.on().isEmpty()) {
      return endOf(began.on().getFirst());
    }
    Line releaser = lines.get(event.releasedBy());
    return releaser == null || releaser.task == event.task() || releaser.last == null
        ? List.of()
        : List.of(releaser.last);
  }

  /** Adds causes that are known only now; the lag is what is left. */
  void after(Moment moment, Collection<Moment> more) {
    moment.causes.addAll(more);
    moment.lag = Math.max(0, moment.at - Moment.latest(moment.causes, 0));
  }

  private void cancel(CancelAsked event) {
    Line line = line(event.task());
    List<Moment> by = lines.containsKey(event.by()) ? lastMoment(event.by()) : List.of();
    if (by.isEmpty() || line.cancel != null || line.ended != null) {
      place(line, event, event.at(), lastOf(line));
    } else {
      line.cancel = place(line, event, event.at(), by);
      line.last = line.cancel;
    }
  }

  private List<Moment> lastMoment(long task) {
    Moment last = line(task).last;
    return last == null ? List.of() : List.of(last);
  }

  List<Moment> endOf(long task) {
    Line line = lines.get(task);
    return line == null || line.ended == null ? List.of() : List.of(line.ended);
  }

  /** The next moment of a task: after the one before, unless it happens while the task waits. */
  Moment add(TaskEvent event, long task) {
    Line line = line(task);
    boolean isOwn = line.waiting == null || event instanceof TaskEnded;
    Moment moment = place(line, event, event.at(), isOwn ? lastMoment(task) : latest());
    moment.isWork = isOwn && line.cancel == null && line.started != null;
    if (isOwn) {
      line.last = moment;
    }
    return moment;
  }

  Moment place(Line line, @Nullable TaskEvent event, long at, List<Moment> causes) {
    return keep(new Moment(number, line, event, at, causes));
  }

  private Moment keep(Moment moment) {
    moments.add(moment);
    moment.line.moments.add(moment);
    return moment;
  }

  /** The place of the event that is read. */
  int number() {
    return number;
  }

  Line line(long task) {
    return lines.computeIfAbsent(task, Line::new);
  }

  @Nullable Line known(long task) {
    return lines.get(task);
  }

  Collection<Line> lines() {
    return lines.values();
  }

  List<Moment> moments() {
    return moments;
  }

  /** How many permits each limit has. */
  Map<String, Integer> capacities() {
    return leases.capacities();
  }

  /** The end of the run, which is there. */
  Moment end() {
    return Objects.requireNonNull(end, "end");
  }
}
