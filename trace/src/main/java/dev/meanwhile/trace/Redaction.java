package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Events with the texts that users have made as another text. */
final class Redaction {
  /** What is kept of a text that could not be redacted. */
  static final String UNREADABLE = "(not readable)";

  static final Redaction NONE = new Redaction(UnaryOperator.identity());

  private final UnaryOperator<String> texts;

  Redaction(UnaryOperator<String> texts) {
    this.texts = texts;
  }

  TaskEvent of(TaskEvent event) {
    if (this == NONE) {
      return event;
    }
    return switch (event) {
      case TaskEvent.RunBegan e ->
          new TaskEvent.RunBegan(e.run(), e.at(), e.task(), text(e.name()), e.wall());
      case TaskEvent.TaskCreated e -> created(e);
      case TaskEvent.TaskStarted e ->
          new TaskEvent.TaskStarted(e.run(), e.at(), e.task(), text(e.thread()));
      case TaskEvent.TaskEnded e ->
          new TaskEvent.TaskEnded(
              e.run(), e.at(), e.task(), e.ending(), e.error(), message(e.message()));
      case TaskEvent.AttemptEnded e -> ended(e);
      case TaskEvent.BatchDeparted e ->
          new TaskEvent.BatchDeparted(
              e.run(), e.at(), e.task(), text(e.loader()), e.keys(), e.members(), e.cause());
      case TaskEvent.LimitChanged e ->
          new TaskEvent.LimitChanged(
              e.run(), e.at(), text(e.limit()), e.task(), e.capacity(), e.inUse(), e.waiting());
      default -> event;
    };
  }

  private TaskEvent created(TaskEvent.TaskCreated e) {
    return new TaskEvent.TaskCreated(
        e.run(),
        e.at(),
        e.task(),
        e.parent(),
        e.starter(),
        e.scope(),
        text(e.name()),
        text(e.path()),
        e.index(),
        e.site());
  }

  private TaskEvent ended(TaskEvent.AttemptEnded e) {
    return new TaskEvent.AttemptEnded(
        e.run(),
        e.at(),
        e.task(),
        e.call(),
        e.number(),
        e.ending(),
        e.error(),
        message(e.message()),
        e.delay());
  }

  private @Nullable String message(@Nullable String message) {
    return message == null ? null : text(message);
  }

  private String text(String text) {
    try {
      String redacted = texts.apply(text);
      return redacted == null ? UNREADABLE : redacted;
    } catch (RuntimeException failed) {
      return UNREADABLE;
    }
  }
}
