package dev.meanwhile;

import dev.meanwhile.observe.Observer;
import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How tasks ended, as their scope decided, by their paths. */
final class Endings implements Observer {
  private final Map<Long, String> paths = new ConcurrentHashMap<>();
  private final Map<String, Ending> endings = new ConcurrentHashMap<>();

  @Override
  public void on(TaskEvent event) {
    switch (event) {
      case TaskCreated created -> paths.put(created.task(), created.path());
      case TaskEnded ended -> endings.put(paths.get(ended.task()), ended.ending());
      default -> {}
    }
  }

  /** Sorted by path. */
  Map<String, Ending> byPath() {
    return new TreeMap<>(endings);
  }
}
