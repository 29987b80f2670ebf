package dev.meanwhile.otel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The spans of the tasks that have not ended, and the numbers of some that have: who ends a wait
 * has often ended itself by then. Of those, the latest are kept, one for each place of a table of
 * fixed size. Thread-safe.
 */
final class OpenSpans {
  /** Tasks beyond have no span: a bound for tasks that never end. */
  static final int MOST = 100_000;

  private static final int REMEMBERED = 1 << 12;

  private final ConcurrentHashMap<TaskKey, TaskSpan> open = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable Ended> ended =
      new AtomicReferenceArray<>(REMEMBERED);

  private record Ended(TaskKey task, String spanId) {}

  boolean isFull() {
    return open.mappingCount() >= MOST;
  }

  int size() {
    return open.size();
  }

  void add(TaskSpan span) {
    open.put(span.task(), span);
  }

  @Nullable TaskSpan of(TaskKey task) {
    return open.get(task);
  }

  /** Takes the span of a task that has ended, if there is one. */
  @Nullable TaskSpan remove(TaskKey task) {
    TaskSpan span = open.remove(task);
    if (span != null) {
      ended.set(place(task), new Ended(task, span.spanId()));
    }
    return span;
  }

  /** The number of the task's span, or null where it is not known any more. */
  @Nullable String spanId(TaskKey task) {
    TaskSpan span = open.get(task);
    if (span != null) {
      return span.spanId();
    }
    Ended last = ended.get(place(task));
    return last != null && last.task.equals(task) ? last.spanId : null;
  }

  /** Tasks that follow each other in a run have places that follow each other. */
  private static int place(TaskKey task) {
    return (int) (task.run() * 31 + task.task()) & (REMEMBERED - 1);
  }
}
