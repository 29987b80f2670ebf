package dev.meanwhile.plan;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps every event, in the order in which they came. */
final class Seen implements Observer {
  private final List<TaskEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(TaskEvent event) {
    events.add(event);
  }

  synchronized List<TaskEvent> all() {
    return List.copyOf(events);
  }

  <E extends TaskEvent> List<E> of(Class<E> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The paths of the tasks, in the order in which they were accepted. */
  List<String> paths() {
    return of(TaskCreated.class).stream().map(TaskCreated::path).toList();
  }

  TaskCreated created(String path) {
    return of(TaskCreated.class).stream()
        .filter(event -> event.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no task " + path + " in " + paths()));
  }

  /** What happened to a task, a word for each event. */
  List<String> story(String path) {
    long task = created(path).task();
    return all().stream()
        .map(event ->
            switch (event) {
              case TaskCreated e when e.task() == task -> "created";
              case TaskStarted e when e.task() == task -> "started on " + e.thread();
              case TaskEnded e when e.task() == task -> e.ending().name();
              case CancelAsked e when e.task() == task -> "told " + e.reason();
              case ValueRead e when e.reader() == task -> "read " + pathOf(e.task());
              default -> "";
            })
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Who read whose result: {@code "a <- b"}. */
  Set<String> reads() {
    return of(ValueRead.class).stream()
        .map(event -> pathOf(event.reader()) + " <- " + pathOf(event.task()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String pathOf(long task) {
    return of(TaskCreated.class).stream()
        .filter(event -> event.task() == task)
        .map(TaskCreated::path)
        .findFirst()
        .orElse("task " + task);
  }
}
