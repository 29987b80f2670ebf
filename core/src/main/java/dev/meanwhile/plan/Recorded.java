package dev.meanwhile.plan;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the steps of a plan took, as observers saw it. */
final class Recorded {
  private final Map<Task, String> steps = new HashMap<>();
  private final Map<Task, Long> started = new HashMap<>();
  private final Map<String, Duration> durations = new LinkedHashMap<>();

  private Recorded() {}

  /** The durations of the steps with those {@code names}, the longest of each. */
  static Map<String, Duration> durations(
      String plan, List<String> names, Collection<? extends TaskEvent> events) {
    var paths = new HashMap<String, String>();
    names.forEach(name -> paths.put(plan + "/" + name, name));
    var recorded = new Recorded();
    for (TaskEvent event : events) {
      switch (event) {
        case TaskCreated e -> recorded.created(e, paths);
        case TaskStarted e -> recorded.started.put(new Task(e.run(), e.task()), e.at());
        case TaskEnded e -> recorded.ended(new Task(e.run(), e.task()), e.at());
        default -> {}
      }
    }
    return recorded.durations;
  }

  private record Task(long run, long number) {}

  /** A plan may run below other tasks: their names stand before its own. */
  private void created(TaskCreated event, Map<String, String> paths) {
    String path = event.path();
    while (!paths.containsKey(path) && path.indexOf('/') >= 0) {
      path = path.substring(path.indexOf('/') + 1);
    }
    String name = paths.get(path);
    if (name != null) {
      steps.put(new Task(event.run(), event.task()), name);
    }
  }

  private void ended(Task task, long at) {
    String name = steps.get(task);
    Long from = started.get(task);
    if (name != null && from != null) {
      durations.merge(name, Duration.ofNanos(at - from), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
  }
}
