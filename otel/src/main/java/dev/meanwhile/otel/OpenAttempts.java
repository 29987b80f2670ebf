package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent.AttemptBegan;
import dev.meanwhile.observe.TaskEvent.AttemptEnded;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that are being made; each begins and ends on one thread. */
final class OpenAttempts {
  private final Tracer tracer;
  private final ConcurrentHashMap<Attempt, AttemptSpan> open = new ConcurrentHashMap<>();

  private record Attempt(long run, long call, int number) {}

  OpenAttempts(Tracer tracer) {
    this.tracer = tracer;
  }

  void begin(AttemptBegan event, Context parent) {
    Span span =
        tracer
            .spanBuilder(Vocabulary.ATTEMPT)
            .setAttribute(Vocabulary.ATTEMPT_NUMBER, (long) event.number())
            .setParent(parent)
            .startSpan();
    var attempt = new Attempt(event.run(), event.call(), event.number());
    open.put(attempt, new AttemptSpan(span, parent));
  }

  void end(AttemptEnded event) {
    AttemptSpan span = open.remove(new Attempt(event.run(), event.call(), event.number()));
    if (span != null) {
      span.end(event);
    }
  }

  int size() {
    return open.size();
  }
}
