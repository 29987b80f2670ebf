package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a run, sorted by task. */
final class RunHistory {
  /** In the order in which tasks are shown below their parent. */
  private static final Comparator<TaskHistory> ORDER =
      Comparator.<TaskHistory>comparingLong(task -> task.scope)
          .thenComparingLong(task -> task.index)
          .thenComparingLong(task -> task.created)
          .thenComparingLong(task -> task.id);

  private final Map<Long, TaskHistory> tasks = new LinkedHashMap<>();
  private final Map<Long, List<TaskHistory>> byParent = new HashMap<>();
  private final Map<Long, NavigableMap<Long, TaskHistory>> byParentAndEnd = new HashMap<>();
  private final Map<Long, List<TaskHistory>> byScope = new HashMap<>();
  private final List<LimitChanged> limitChanges = new ArrayList<>();
  private final boolean isWhole;
  private final long from;
  private long to;
  private @Nullable TaskHistory first;

  RunHistory(List<TaskEvent> events) {
    isWhole = events.stream().anyMatch(RunBegan.class::isInstance);
    from = isWhole ? 0 : events.stream().mapToLong(TaskEvent::at).min().orElse(0);
    to = from;
    events.forEach(this::read);
    tasks.values().forEach(task -> task.complete(from, to));
    tasks.values().stream().sorted(ORDER).forEach(this::file);
  }

  private void read(TaskEvent event) {
    to = Math.max(to, event.at());
    switch (event) {
      case RunBegan e -> first(e.task()).begin(e);
      case TaskEvent.RunEnded e -> first(e.task()).end(e);
      case TaskEvent.TaskCreated e -> entry(e.task()).create(e);
      case TaskEvent.TaskStarted e -> entry(e.task()).start(e);
      case TaskEvent.TaskEnded e -> entry(e.task()).end(e);
      case LimitChanged e -> limitChanges.add(e);
      default -> readDetail(event);
    }
  }

  /** Threads that observers do not know as tasks, such as the workers of a map, are left out. */
  private void readDetail(TaskEvent event) {
    switch (event) {
      case TaskEvent.WaitBegan e -> ifKnown(e.task(), task -> task.await(e));
      case TaskEvent.WaitEnded e -> ifKnown(e.task(), task -> task.wake(e, from));
      case TaskEvent.AttemptBegan e -> ifKnown(e.task(), task -> task.attempt(e));
      case TaskEvent.CancelAsked e -> ifKnown(e.task(), task -> task.cancel(e));
      default -> {}
    }
  }

  private void ifKnown(long id, Consumer<TaskHistory> read) {
    TaskHistory task = known(id);
    if (task != null) {
      read.accept(task);
    }
  }

  private TaskHistory first(long id) {
    first = entry(id);
    return first;
  }

  private TaskHistory entry(long id) {
    return tasks.computeIfAbsent(id, TaskHistory::new);
  }

  private void file(TaskHistory task) {
    byParent.computeIfAbsent(task.parent, _ -> new ArrayList<>()).add(task);
    byParentAndEnd.computeIfAbsent(task.parent, _ -> new TreeMap<>()).put(task.ended, task);
    byScope.computeIfAbsent(task.scope, _ -> new ArrayList<>()).add(task);
  }

  @Nullable TaskHistory known(long id) {
    return tasks.get(id);
  }

  Collection<TaskHistory> tasks() {
    return tasks.values();
  }

  /** The tasks whose parent is not known: the first of the run, if nothing was dropped. */
  List<TaskHistory> tops() {
    return tasks.values().stream()
        .filter(task -> known(task.parent) == null)
        .sorted(ORDER)
        .toList();
  }

  List<TaskHistory> children(TaskHistory task) {
    return byParent.getOrDefault(task.id, List.of());
  }

  /** The child that was the last to end by this time. */
  @Nullable TaskHistory lastChildEnded(TaskHistory task, long by) {
    var children = byParentAndEnd.get(task.id);
    Map.Entry<Long, TaskHistory> last = children == null ? null : children.floorEntry(by);
    return last == null ? null : last.getValue();
  }

  /**
   * The task that ended a wait. Who waits for the end of several tasks, waits for the one that
   * ended last; it may be a worker of a map that found no element, or one that left late, which
   * reports the release.
   */
  @Nullable TaskHistory releaser(TaskHistory task, PastWait wait) {
    if (wait.reason == WaitReason.JOIN && wait.releasedBy != 0) {
      TaskHistory last = lastChildEnded(task, wait.ended);
      if (last != null && last.ended >= wait.began) {
        return last;
      }
    }
    return known(wait.releasedBy);
  }

  /** The tasks that one call of a verb started. */
  List<TaskHistory> siblings(TaskHistory task) {
    return byScope.getOrDefault(task.scope, List.of());
  }

  List<LimitChanged> limitChanges() {
    return limitChanges;
  }

  /** The thread that called the verb, if it is known. */
  @Nullable TaskHistory first() {
    return first;
  }

  /** Whether its beginning is there. */
  boolean isWhole() {
    return isWhole;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }
}
