package dev.meanwhile.otel;

import dev.meanwhile.observe.TaskEvent.Ending;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How spans end: who failed or came too late has an error, who was told to stop has none. */
final class Ends {
  private Ends() {}

  static void end(Span span, Ending ending, @Nullable String error, @Nullable String message) {
    if (ending == Ending.FAILED || ending == Ending.TIMED_OUT) {
      if (error != null) {
        span.setAttribute(Vocabulary.ERROR, error);
      }
      span.setStatus(StatusCode.ERROR, Objects.requireNonNullElse(message, ""));
    }
    span.end();
  }
}
