package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.AttemptEnded;
import dev.meanwhile.observe.TaskEvent.BatchDeparted;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.DeadlinePassed;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.RunBegan;
import dev.meanwhile.observe.TaskEvent.RunEnded;
import dev.meanwhile.observe.TaskEvent.ScopeClosed;
import dev.meanwhile.observe.TaskEvent.ScopeOpened;
import dev.meanwhile.observe.TaskEvent.StragglerFound;
import dev.meanwhile.observe.TaskEvent.TaskCreated;
import dev.meanwhile.observe.TaskEvent.TaskEnded;
import dev.meanwhile.observe.TaskEvent.TaskStarted;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the spans: events of tasks in, spans out. */
final class TaskSpans {
  private static final String BACKGROUND = "background";

  /**
   * The verbs whose body runs on the calling thread, where the span of a run has to be made current
   * for it: no task is started for that.
   */
  private static final Set<String> ON_CALLER =
      Set.of("scope", "within", "withinOr", "shield", "unless", "mapEach");

  private final Tracer tracer;
  private final Slot<TaskSpan> starting;
  private final OpenSpans open = new OpenSpans();
  private final OpenAttempts attempts;

  /**
   * A run that has just begun. What follows on the same thread tells whether it is a background,
   * which has no span.
   */
  private final Slot<RunBegan> begun = new Slot<>();

  TaskSpans(Tracer tracer, Slot<TaskSpan> starting) {
    this.tracer = tracer;
    this.starting = starting;
    this.attempts = new OpenAttempts(tracer);
  }

  void on(TaskEvent event) {
    if (event instanceof RunBegan began) {
      begun.put(began);
      return;
    }
    beginRun(event instanceof ScopeOpened opened && opened.verb().equals(BACKGROUND));
    switch (event) {
      case ScopeOpened opened -> opened(opened);
      case ScopeClosed closed -> with(closed, closed.task(), span -> span.leave(closed.scope()));
      case TaskCreated created -> created(created);
      case TaskStarted started -> with(started, started.task(), this::started);
      case TaskEnded ended ->
          end(
              ended,
              ended.task(),
              span -> span.end(ended.ending(), ended.error(), ended.message()));
      case RunEnded ended -> end(ended, ended.task(), span -> span.end(ended.ending(), null, null));
      case AttemptBegan began ->
          with(began, began.task(), span -> attempts.begin(began, inside(span)));
      case AttemptEnded ended -> attempts.end(ended);
      default -> detail(event);
    }
  }

  /** What happens to a task between its start and its end. */
  private void detail(TaskEvent event) {
    switch (event) {
      case WaitBegan wait -> tell(wait, wait.task(), span -> span.waitBegan(wait, ids(wait)));
      case WaitEnded wait ->
          tell(wait, wait.task(), span -> span.waitEnded(wait, id(wait, wait.releasedBy())));
      case CancelAsked asked ->
          tell(asked, asked.task(), span -> span.cancelAsked(asked, id(asked, asked.by())));
      case DeadlinePassed passed -> tell(passed, passed.task(), TaskSpan::deadlinePassed);
      case LimitChanged change -> tell(change, change.task(), span -> span.limitChanged(change));
      case BatchDeparted batch -> tell(batch, batch.task(), span -> span.batchDeparted(batch));
      case StragglerFound found -> tell(found, found.task(), TaskSpan::straggles);
      default -> {
        // what spans do not tell
      }
    }
  }

  /** The context in which the code of a run that has just begun runs. */
  Context innermost() {
    TaskSpan run = beginRun(false);
    return run == null ? Context.current() : run.context();
  }

  private @Nullable TaskSpan beginRun(boolean isBackground) {
    RunBegan began = begun.take();
    if (began == null || isBackground) {
      return null;
    }
    var key = TaskKey.of(began, began.task());
    return begin(key, tracer.spanBuilder(Vocabulary.spanName(began.name())), Context.current());
  }

  private void opened(ScopeOpened event) {
    var key = TaskKey.of(event, event.task());
    TaskSpan span = open.of(key);
    if (span != null && ON_CALLER.contains(event.verb()) && !isInside(key)) {
      span.enter(event.scope());
    }
  }

  /** Whether the calling thread runs code of the task that carries its span. */
  private static boolean isInside(TaskKey task) {
    TaskSpan innermost = TaskSpan.of(Context.current());
    return innermost != null && innermost.isOf(task);
  }

  private void created(TaskCreated event) {
    SpanBuilder builder = tracer.spanBuilder(Vocabulary.spanName(event.name()));
    builder.setAttribute(Vocabulary.PATH, event.path());
    builder.setAttribute(Vocabulary.INDEX, event.index());
    if (event.site() != null) {
      builder.setAttribute(Vocabulary.SITE, event.site());
    }
    begin(TaskKey.of(event, event.task()), builder, parent(TaskKey.of(event, event.parent())));
  }

  /** A span of the user's within the parent task is nearer than that of the task itself. */
  private Context parent(TaskKey task) {
    TaskSpan span = open.of(task);
    return span == null ? Context.current() : inside(span);
  }

  private static Context inside(TaskSpan span) {
    return isInside(span.task()) ? Context.current() : span.context();
  }

  private @Nullable TaskSpan begin(TaskKey key, SpanBuilder builder, Context parent) {
    if (open.isFull()) {
      return null;
    }
    builder.setAttribute(Vocabulary.RUN, key.run());
    builder.setAttribute(Vocabulary.TASK, key.task());
    Span span = builder.setParent(parent).startSpan();
    var begun = new TaskSpan(key, span, parent);
    open.add(begun);
    return begun;
  }

  private void started(TaskSpan span) {
    span.started();
    starting.put(span);
  }

  private void end(TaskEvent event, long task, Consumer<TaskSpan> how) {
    TaskSpan span = open.remove(TaskKey.of(event, task));
    if (span != null) {
      how.accept(span);
    }
  }

  private void with(TaskEvent event, long task, Consumer<TaskSpan> action) {
    TaskSpan span = open.of(TaskKey.of(event, task));
    if (span != null) {
      action.accept(span);
    }
  }

  private void tell(TaskEvent event, long task, Consumer<TaskSpan> what) {
    with(
        event,
        task,
        span -> {
          if (span.isRecording()) {
            what.accept(span);
          }
        });
  }

  private List<String> ids(WaitBegan wait) {
    return wait.on().stream().map(task -> id(wait, task)).filter(Objects::nonNull).toList();
  }

  private @Nullable String id(TaskEvent event, long task) {
    return task == 0 ? null : open.spanId(TaskKey.of(event, task));
  }

  int open() {
    return open.size() + attempts.size();
  }
}
