package dev.meanwhile.trace;

import dev.meanwhile.trace.Segment.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a timeline: the tree of tasks, and the segments of each task. */
final class Rows {
  private final RunHistory history;
  private final Map<Long, List<PathPiece>> critical;
  private final List<TaskRow> rows = new ArrayList<>();

  Rows(RunHistory history, List<PathPiece> path) {
    this.history = history;
    this.critical = path.stream().collect(Collectors.groupingBy(PathPiece::task));
  }

  List<TaskRow> list() {
    history.tops().forEach(top -> add(top, 0));
    return rows;
  }

  private void add(TaskHistory task, int depth) {
    List<TaskHistory> children = history.children(task);
    rows.add(row(task, depth, children.isEmpty() && task != history.first()));
    children.forEach(child -> add(child, depth + 1));
  }

  private TaskRow row(TaskHistory task, int depth, boolean isLeaf) {
    return new TaskRow(
        task.id,
        depth,
        task.name,
        task.site,
        isLeaf,
        task.created,
        task.started,
        task.ended,
        task.ending,
        task.error,
        task.message,
        cancelAsked(task),
        task.retries,
        segments(task));
  }

  private static @Nullable Long cancelAsked(TaskHistory task) {
    return task.cancel == null ? null : Long.valueOf(task.cancel.at());
  }

  private List<Segment> segments(TaskHistory task) {
    var segments = new ArrayList<Segment>();
    if (task.created < task.started) {
      segments.add(Segment.plain(Kind.QUEUED, task.created, task.started));
    }
    long at = task.started;
    for (PastWait wait : waitsInOrder(task)) {
      long began = Math.clamp(wait.began, at, task.ended);
      long ended = wait.isOver() ? Math.clamp(wait.ended, began, task.ended) : task.ended;
      run(segments, at, began);
      if (began < ended) {
        TaskHistory by = history.releaser(task, wait);
        segments.add(
            new Segment(
                Kind.WAITING,
                began,
                ended,
                false,
                wait.reason,
                wait.on,
                by == null ? wait.releasedBy : by.id));
      }
      at = ended;
    }
    run(segments, at, task.ended);
    return marked(segments, critical.getOrDefault(task.id, List.of()));
  }

  private static List<PastWait> waitsInOrder(TaskHistory task) {
    return task.waits.stream().sorted(Comparator.comparingLong(wait -> wait.began)).toList();
  }

  private static void run(List<Segment> segments, long from, long to) {
    if (from < to) {
      segments.add(Segment.plain(Kind.RUNNING, from, to));
    }
  }

  /** The same segments, divided where the critical path enters or leaves. */
  private static List<Segment> marked(List<Segment> segments, List<PathPiece> pieces) {
    var marked = new ArrayList<Segment>();
    for (Segment segment : segments) {
      long at = segment.from();
      for (PathPiece piece : pieces) {
        if (piece.from() < segment.to() && piece.to() > at) {
          if (piece.from() > at) {
            marked.add(segment.part(at, piece.from(), false));
          }
          marked.add(segment.part(Math.max(at, piece.from()), piece.to(), true));
          at = Math.min(segment.to(), piece.to());
        }
      }
      if (at < segment.to()) {
        marked.add(segment.part(at, segment.to(), false));
      }
    }
    return marked;
  }
}
