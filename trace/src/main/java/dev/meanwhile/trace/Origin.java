package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.trace.CriticalPath.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what made a task start when it did. Mostly that is the code of the task that started it.
 * One that waited by then did not: the task had to wait for a permit, or a worker of a map took it
 * up after another element.
 */
final class Origin {
  private record WorkerThread(long scope, String name) {}

  private final RunHistory history;
  private final Map<TaskHistory, TaskHistory> elementsBefore = new HashMap<>();

  Origin(RunHistory history) {
    this.history = history;
    var latest = new HashMap<WorkerThread, TaskHistory>();
    for (TaskHistory task : history.tasks()) {
      TaskHistory before = latest.put(new WorkerThread(task.scope, task.thread), task);
      if (before != null && !task.thread.isEmpty() && before.ended <= task.created) {
        elementsBefore.put(task, before);
      }
    }
  }

  @Nullable Place of(TaskHistory task) {
    TaskHistory starter = history.known(task.starter);
    if (starter == null) {
      return null;
    }
    boolean queued = task.created < task.started;
    boolean starterWaited = starter.waitsAt(task.created);
    return Stream.<Optional<Place>>of(
            starterWaited ? elementBefore(task) : Optional.empty(),
            queued || starterWaited ? permitOf(task) : Optional.empty(),
            starterWaited ? siblingBefore(task) : Optional.empty())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Place(starter, Math.min(task.created, starter.ended)));
  }

  /** The element on which the same worker worked before. */
  private Optional<Place> elementBefore(TaskHistory task) {
    return Optional.ofNullable(elementsBefore.get(task))
        .map(other -> new Place(other, other.ended));
  }

  /** The task that passed on its permit last before this one started. */
  private Optional<Place> permitOf(TaskHistory task) {
    long since = task.created < task.started ? task.created : scopeBegan(task);
    return history.limitChanges().reversed().stream()
        .dropWhile(change -> change.at() > task.started)
        .takeWhile(change -> change.at() >= since)
        .filter(change -> change.task() != task.id && isPassedOn(change))
        .findFirst()
        .map(change -> new Place(giver(change), giver(change).ended));
  }

  /** A permit that is given back while others wait goes to one of them, and stays in use. */
  private boolean isPassedOn(LimitChanged change) {
    TaskHistory giver = history.known(change.task());
    return giver != null && giver.ended <= change.at() && change.inUse() == change.capacity();
  }

  private TaskHistory giver(LimitChanged change) {
    TaskHistory giver = history.known(change.task());
    if (giver == null) {
      throw new AssertionError("a permit was given back by the unknown task " + change.task());
    }
    return giver;
  }

  private long scopeBegan(TaskHistory task) {
    return history.siblings(task).stream().mapToLong(other -> other.created).min().orElse(0);
  }

  /** The element whose worker asked for one more. */
  private Optional<Place> siblingBefore(TaskHistory task) {
    return history.siblings(task).stream()
        .filter(other -> other.created < task.created && other.ended >= task.created)
        .max(Comparator.comparingLong(other -> other.created))
        .map(other -> new Place(other, task.created));
  }
}
