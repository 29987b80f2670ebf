package dev.meanwhile.trace;

import dev.meanwhile.trace.Segment.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks back from the end of a run: what the current task did after its latest wait decided, and
 * before that, the task that ended this wait. A task without an earlier wait leads to the task that
 * made it start. Every wait and every beginning is passed once, so the walk ends.
 */
final class CriticalPath {
  private final RunHistory history;
  private final Origin origin;
  private final Map<TaskHistory, Deque<PastWait>> waits = new HashMap<>();
  private final Set<Object> passed = new HashSet<>();
  private final List<PathPiece> pieces = new ArrayList<>();

  /** A task, and the time until which it is looked at. */
  record Place(TaskHistory task, long at) {}

  private CriticalPath(RunHistory history) {
    this.history = history;
    this.origin = new Origin(history);
  }

  /** The pieces, the earliest first; none where the beginning of the run is not known. */
  static List<PathPiece> of(RunHistory history) {
    TaskHistory first = history.first();
    if (first == null || !history.isWhole()) {
      return List.of();
    }
    var path = new CriticalPath(history);
    Place place = new Place(first, first.ended);
    while (place != null) {
      place = path.before(place);
    }
    return path.pieces.reversed();
  }

  private @Nullable Place before(Place place) {
    Place cancelled = beforeCancel(place);
    if (cancelled != null) {
      return cancelled;
    }
    PastWait wait = latestWait(place);
    return wait == null ? beginning(place) : beforeWait(place, wait);
  }

  /** A task that was told to stop took until here to do so, whatever it did before. */
  private @Nullable Place beforeCancel(Place place) {
    var cancel = place.task().cancel;
    TaskHistory by = cancel == null ? null : history.known(cancel.by());
    if (cancel == null || by == null || by == place.task() || cancel.at() > place.at()) {
      return null;
    }
    if (!passed.add(cancel)) {
      return null;
    }
    add(place.task(), Kind.RUNNING, cancel.at(), place.at());
    return new Place(by, Math.min(cancel.at(), by.ended));
  }

  /** Takes the latest wait; the walk only goes back, so that later ones are of no use any more. */
  private @Nullable PastWait latestWait(Place place) {
    Deque<PastWait> waits = this.waits.computeIfAbsent(place.task(), CriticalPath::finished);
    while (!waits.isEmpty() && waits.getLast().ended > place.at()) {
      waits.removeLast();
    }
    return waits.pollLast();
  }

  private static Deque<PastWait> finished(TaskHistory task) {
    return task.waits.stream()
        .filter(PastWait::isOver)
        .sorted(Comparator.comparingLong(wait -> wait.ended))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private Place beforeWait(Place place, PastWait wait) {
    TaskHistory task = place.task();
    add(task, Kind.RUNNING, wait.ended, place.at());
    TaskHistory releaser = history.releaser(task, wait);
    if (releaser == null || releaser == task || releaser.created > wait.ended) {
      add(task, Kind.WAITING, wait.began, wait.ended);
      return new Place(task, wait.began);
    }
    return new Place(releaser, Math.min(wait.ended, releaser.ended));
  }

  private @Nullable Place beginning(Place place) {
    TaskHistory task = place.task();
    if (!passed.add(task)) {
      return null;
    }
    add(task, Kind.RUNNING, task.started, place.at());
    Place before = origin.of(task);
    long queued = before == null ? task.created : Math.max(task.created, before.at());
    add(task, Kind.QUEUED, queued, Math.min(task.started, place.at()));
    return before;
  }

  private void add(TaskHistory task, Kind kind, long from, long to) {
    if (from < to) {
      pieces.add(new PathPiece(task.id, task.name, kind, from, to));
    }
  }
}
