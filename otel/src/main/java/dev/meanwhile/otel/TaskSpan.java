package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent.BatchDeparted;
import dev.meanwhile.observe.TaskEvent.CancelAsked;
import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.observe.TaskEvent.WaitBegan;
import dev.meanwhile.observe.TaskEvent.WaitEnded;
import dev.meanwhile.observe.TaskEvent.WaitReason;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one task, until the task has ended. */
final class TaskSpan {
  private static final ContextKey<TaskSpan> INNERMOST = ContextKey.named("meanwhile-task");

  private final TaskKey task;
  private final Span span;
  private final Context context;
  private volatile @Nullable Wait wait;
  private volatile @Nullable String limit;

  // Of the first task of a run, on its thread: the verb whose body runs in its span.
  private long scope;
  private @Nullable Scope current;

  /** A wait that has begun; its end does not say again for what it was. */
  private record Wait(long id, WaitReason reason) {}

  /** The span of {@code task}, which was begun below {@code parent}. */
  TaskSpan(TaskKey task, Span span, Context parent) {
    this.task = task;
    this.span = span;
    this.context = within(parent);
  }

  /** The task in whose code {@code context} is current, or null. */
  static @Nullable TaskSpan of(Context context) {
    return context.get(INNERMOST);
  }

  /** {@code outer}, with this span as the current one. */
  Context within(Context outer) {
    return outer.with(span).with(INNERMOST, this);
  }

  /** What a task below this one has for a parent. */
  Context context() {
    return context;
  }

  boolean isOf(TaskKey other) {
    return task.equals(other);
  }

  TaskKey task() {
    return task;
  }

  /** Whether anybody will read what it is told. */
  boolean isRecording() {
    return span.isRecording();
  }

  String spanId() {
    return span.getSpanContext().getSpanId();
  }

  /** The code of a verb runs on the calling thread, which has been in no task until now. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the verb ends
  void enter(long verb) {
    scope = verb;
    current = context.makeCurrent();
  }

  /** The verb has ended, on the same thread. */
  void leave(long verb) {
    Scope entered = current;
    if (entered != null && scope == verb) {
      current = null;
      entered.close();
    }
  }

  void started() {
    span.addEvent(Vocabulary.STARTED);
  }

  void waitBegan(WaitBegan event, List<String> on) {
    wait = new Wait(event.waitId(), event.reason());
    AttributesBuilder said = Attributes.builder();
    said.put(Vocabulary.WAIT_REASON, Vocabulary.word(event.reason()));
    if (!on.isEmpty()) {
      said.put(Vocabulary.WAIT_ON, on);
    }
    span.addEvent(Vocabulary.WAIT_BEGIN, said.build());
  }

  void waitEnded(WaitEnded event, @Nullable String releasedBy) {
    AttributesBuilder said = Attributes.builder();
    Wait begun = wait;
    if (begun != null && begun.id == event.waitId()) {
      said.put(Vocabulary.WAIT_REASON, Vocabulary.word(begun.reason));
    }
    said.put(Vocabulary.WAIT_OUTCOME, Vocabulary.word(event.end()));
    said.put(Vocabulary.WAIT_RELEASED_BY, releasedBy);
    span.addEvent(Vocabulary.WAIT_END, said.build());
  }

  void cancelAsked(CancelAsked event, @Nullable String by) {
    String reason = Vocabulary.word(event.reason());
    span.setAttribute(Vocabulary.CANCEL_REASON, reason);
    AttributesBuilder said = Attributes.builder();
    said.put(Vocabulary.CANCEL_REASON, reason);
    said.put(Vocabulary.CANCEL_BY, by);
    span.addEvent(Vocabulary.CANCEL_ASKED, said.build());
  }

  void deadlinePassed() {
    span.addEvent(Vocabulary.DEADLINE_PASSED);
  }

  void straggles() {
    span.setAttribute(Vocabulary.STRAGGLER, true);
  }

  void batchDeparted(BatchDeparted event) {
    span.setAttribute(Vocabulary.LOADER, event.loader());
    span.setAttribute(Vocabulary.KEYS, (long) event.keys());
    span.setAttribute(Vocabulary.BATCH_CAUSE, Vocabulary.word(event.cause()));
  }

  /** Keeps how a limit was when the task came to it, and not how it left it. */
  void limitChanged(LimitChanged event) {
    if (!event.limit().equals(limit)) {
      limit = event.limit();
      span.setAttribute(Vocabulary.LIMIT, event.limit());
      span.setAttribute(Vocabulary.LIMIT_CAPACITY, (long) event.capacity());
      span.setAttribute(Vocabulary.LIMIT_IN_USE, (long) event.inUse());
      span.setAttribute(Vocabulary.LIMIT_QUEUED, (long) event.waiting());
    }
  }

  void end(Ending ending, @Nullable String error, @Nullable String message) {
    span.setAttribute(Vocabulary.OUTCOME, Vocabulary.word(ending));
    Ends.end(span, ending, error, message);
  }
}
