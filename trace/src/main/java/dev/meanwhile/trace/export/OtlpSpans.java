package dev.meanwhile.trace.export;

import static dev.meanwhile.trace.export.OtlpSpan.word;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.AttemptEnded;
import dev.meanwhile.observe.TaskEvent.BatchDeparted;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.DeadlinePassed;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.StragglerFound;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of the events of a run: one for each task and one for each attempt. They use the
 * words that live spans use.
 */
final class OtlpSpans {
  private static final Pattern ELEMENT = Pattern.compile("\\[\\d+]");
  private static final int ATTEMPT_SHIFT = 40;

  private final List<OtlpSpan> all = new ArrayList<>();
  private final Map<Long, OtlpSpan> tasks = new HashMap<>();
  private final Map<Long, Deque<OtlpSpan>> attempts = new HashMap<>();
  private final Map<Long, String> waits = new HashMap<>();

  /** The spans, in the order in which they began. */
  static List<OtlpSpan> of(List<TaskEvent> events) {
    var spans = new OtlpSpans();
    events.forEach(spans::read);
    return spans.all;
  }

  private void read(TaskEvent event) {
    switch (event) {
      case RunBegan e -> begin(e, e.task(), null, e.name());
      case TaskCreated e -> created(e);
      case TaskStarted e -> task(e, e.task()).event("meanwhile.started", e.at());
      case TaskEnded e -> end(task(e, e.task()), e.at(), e.ending(), e.error(), e.message());
      case RunEnded e -> end(task(e, e.task()), e.at(), e.ending(), null, null);
      default -> {
        OtlpSpan span = tasks.get(owner(event));
        // A worker of a map goes by the number of its latest element, which may have ended.
        if (span != null && span.end == null) {
          detail(event, span);
        }
      }
    }
  }

  /** Whose event it is; threads that observers do not know as tasks have no span. */
  private static long owner(TaskEvent event) {
    return switch (event) {
      case WaitBegan e -> e.task();
      case WaitEnded e -> e.task();
      case AttemptBegan e -> e.task();
      case AttemptEnded e -> e.task();
      case CancelAsked e -> e.task();
      case DeadlinePassed e -> e.task();
      case LimitChanged e -> e.task();
      case BatchDeparted e -> e.task();
      case StragglerFound e -> e.task();
      default -> 0;
    };
  }

  private void detail(TaskEvent event, OtlpSpan span) {
    switch (event) {
      case WaitBegan e -> waitBegan(e, span);
      case WaitEnded e -> waitEnded(e, span);
      case AttemptBegan e -> attemptBegan(e);
      case AttemptEnded e -> attemptEnded(e);
      case CancelAsked e -> cancelAsked(e, span);
      case LimitChanged e -> limitChanged(e, span);
      case BatchDeparted e -> batchDeparted(e, span);
      case DeadlinePassed e -> span.event("meanwhile.deadline.passed", e.at());
      case StragglerFound _ -> span.with("meanwhile.task.straggler", true);
      default -> {}
    }
  }

  private OtlpSpan begin(TaskEvent event, long task, @Nullable String parent, String name) {
    var span = new OtlpSpan(id(task), parent, ELEMENT.matcher(name).replaceAll("[]"), event.at());
    span.with("meanwhile.run.id", event.run()).with("meanwhile.task.id", task);
    tasks.put(task, span);
    all.add(span);
    return span;
  }

  /** The span of a task, which is begun late where its beginning was dropped. */
  private OtlpSpan task(TaskEvent event, long task) {
    OtlpSpan known = tasks.get(task);
    return known == null ? begin(event, task, null, "task " + task) : known;
  }

  private void created(TaskCreated event) {
    OtlpSpan parent = event.starter() == event.parent() ? innermost(event.parent()) : null;
    String id = parent == null ? id(event.parent()) : parent.id;
    begin(event, event.task(), id, event.name())
        .with("meanwhile.task.path", event.path())
        .with("meanwhile.task.index", event.index())
        .with("meanwhile.task.site", event.site());
  }

  /** The attempt that a task makes, or else its own span. */
  private @Nullable OtlpSpan innermost(long task) {
    Deque<OtlpSpan> open = attempts.get(task);
    return open == null || open.isEmpty() ? tasks.get(task) : open.getLast();
  }

  private void end(
      OtlpSpan span, long at, TaskEvent.Ending how, @Nullable String error, @Nullable String text) {
    span.end(at, "meanwhile.task.outcome", how, error, text);
  }

  private void attemptBegan(AttemptBegan event) {
    OtlpSpan outer = innermost(event.task());
    String id = id(((long) event.number() << ATTEMPT_SHIFT) + event.call());
    var span = new OtlpSpan(id, outer == null ? null : outer.id, "attempt", event.at());
    span.with("meanwhile.attempt.number", (long) event.number());
    attempts.computeIfAbsent(event.task(), _ -> new ArrayDeque<>()).add(span);
    all.add(span);
  }

  private void attemptEnded(AttemptEnded event) {
    Deque<OtlpSpan> open = attempts.get(event.task());
    OtlpSpan span = open == null ? null : open.pollLast();
    if (span != null) {
      span.end(
          event.at(), "meanwhile.attempt.outcome", event.ending(), event.error(), event.message());
      span.with("meanwhile.attempt.next_delay_ns", event.delay());
    }
  }

  private void waitBegan(WaitBegan event, OtlpSpan span) {
    waits.put(event.waitId(), word(event.reason()));
    List<String> on = event.on().stream().filter(tasks::containsKey).map(OtlpSpans::id).toList();
    span.event("meanwhile.wait.begin", event.at())
        .with("meanwhile.wait.reason", word(event.reason()))
        .with("meanwhile.wait.on", on.isEmpty() ? null : on);
  }

  private void waitEnded(WaitEnded event, OtlpSpan span) {
    span.event("meanwhile.wait.end", event.at())
        .with("meanwhile.wait.reason", waits.remove(event.waitId()))
        .with("meanwhile.wait.outcome", word(event.end()))
        .with("meanwhile.wait.released_by", known(event.releasedBy()));
  }

  private void cancelAsked(CancelAsked event, OtlpSpan span) {
    span.with("meanwhile.cancel.reason", word(event.reason()));
    span.event("meanwhile.cancel", event.at())
        .with("meanwhile.cancel.reason", word(event.reason()))
        .with("meanwhile.cancel.by", known(event.by()));
  }

  /** How the limit was when the task came to it, and not how it left it. */
  private static void limitChanged(LimitChanged event, OtlpSpan span) {
    if (!event.limit().equals(span.attributes.get("meanwhile.limit.name"))) {
      span.with("meanwhile.limit.name", event.limit())
          .with("meanwhile.limit.capacity", (long) event.capacity())
          .with("meanwhile.limit.in_use", (long) event.inUse())
          .with("meanwhile.limit.queued", (long) event.waiting());
    }
  }

  private static void batchDeparted(BatchDeparted event, OtlpSpan span) {
    span.with("meanwhile.batch.loader", event.loader())
        .with("meanwhile.batch.keys", (long) event.keys())
        .with("meanwhile.batch.cause", word(event.cause()));
  }

  private @Nullable String known(long task) {
    return tasks.containsKey(task) ? id(task) : null;
  }

  /** Numbers are unique within a run, which is a trace: that is enough for a span. */
  private static String id(long number) {
    return "%016x".formatted(number);
  }
}
