package dev.meanwhile;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.ValueRead;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import java.util.ArrayList;
import java.util.List;

/** Keeps every event, in the order in which they came. */
final class RecordedEvents implements Observer {
  private final List<TaskEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(TaskEvent event) {
    events.add(event);
  }

  /** Runs {@code work} and watches every run that it begins. */
  <T, X extends Exception> T during(Task<T, X> work) throws X, InterruptedException {
    var registration = install();
    try {
      return work.run();
    } finally {
      registration.close();
    }
  }

  synchronized List<TaskEvent> all() {
    return List.copyOf(events);
  }

  /** The events of one kind. */
  <E extends TaskEvent> List<E> of(Class<E> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The number of the task with that path. */
  long task(String path) {
    return created(path).task();
  }

  /** The event that created the task with that path. */
  TaskCreated created(String path) {
    return of(TaskCreated.class).stream()
        .filter(event -> event.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no task " + path + " in " + all()));
  }

  /** The only event of one kind. */
  <E extends TaskEvent> E only(Class<E> kind) {
    var found = of(kind);
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind.getSimpleName() + " in " + all());
    }
    return found.getFirst();
  }

  /** The number of the first task of the only run. */
  long root() {
    return only(RunBegan.class).task();
  }

  /** The event that ended the task with that path. */
  TaskEnded ended(String path) {
    long task = task(path);
    return of(TaskEnded.class).stream()
        .filter(event -> event.task() == task)
        .findFirst()
        .orElseThrow(() -> new AssertionError("task " + path + " has not ended"));
  }

  /** What happened to one task, a word for each event. */
  List<String> story(long task) {
    return all().stream()
        .filter(event -> subject(event) == task)
        .map(RecordedEvents::word)
        .toList();
  }

  private static long subject(TaskEvent event) {
    return switch (event) {
      case TaskCreated e -> e.task();
      case TaskStarted e -> e.task();
      case TaskEnded e -> e.task();
      case WaitBegan e -> e.task();
      case WaitEnded e -> e.task();
      case CancelAsked e -> e.task();
      case ValueRead e -> e.reader();
      default -> -1;
    };
  }

  private static String word(TaskEvent event) {
    return switch (event) {
      case TaskCreated _ -> "created";
      case TaskStarted _ -> "started";
      case TaskEnded e -> e.ending().name();
      case WaitBegan e -> e.reason().name();
      case WaitEnded e -> e.end().name();
      case CancelAsked e -> "told " + e.reason();
      case ValueRead _ -> "read";
      default -> throw new AssertionError(event);
    };
  }
}
