package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent.AttemptEnded;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** The span of an attempt of a repeated call, current from its beginning to its end. */
final class AttemptSpan {
  private final Span span;
  private final Scope current;

  /** Makes {@code span}, which was begun below {@code parent}, the current one of the thread. */
  @SuppressWarnings("MustBeClosedChecker") // closed when the attempt ends, on the same thread
  AttemptSpan(Span span, Context parent) {
    this.span = span;
    this.current = parent.with(span).makeCurrent();
  }

  void end(AttemptEnded event) {
    current.close();
    if (event.delay() != null) {
      span.setAttribute(Vocabulary.NEXT_DELAY, event.delay());
    }
    span.setAttribute(Vocabulary.ATTEMPT_OUTCOME, Vocabulary.word(event.ending()));
    Ends.end(span, event.ending(), event.error(), event.message());
  }
}
