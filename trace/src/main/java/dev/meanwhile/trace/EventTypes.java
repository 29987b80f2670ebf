package dev.meanwhile.trace;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.meanwhile.observe.TaskEvent;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the events are called in a file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskEvent.RunBegan.class, name = "run-began"),
  @JsonSubTypes.Type(value = TaskEvent.RunEnded.class, name = "run-ended"),
  @JsonSubTypes.Type(value = TaskEvent.ScopeOpened.class, name = "scope-opened"),
  @JsonSubTypes.Type(value = TaskEvent.ScopeClosed.class, name = "scope-closed"),
  @JsonSubTypes.Type(value = TaskEvent.TaskCreated.class, name = "task-created"),
  @JsonSubTypes.Type(value = TaskEvent.TaskStarted.class, name = "task-started"),
  @JsonSubTypes.Type(value = TaskEvent.TaskEnded.class, name = "task-ended"),
  @JsonSubTypes.Type(value = TaskEvent.WaitBegan.class, name = "wait-began"),
  @JsonSubTypes.Type(value = TaskEvent.WaitEnded.class, name = "wait-ended"),
  @JsonSubTypes.Type(value = TaskEvent.ValueRead.class, name = "value-read"),
  @JsonSubTypes.Type(value = TaskEvent.CancelAsked.class, name = "cancel-asked"),
  @JsonSubTypes.Type(value = TaskEvent.DeadlineSet.class, name = "deadline-set"),
  @JsonSubTypes.Type(value = TaskEvent.DeadlinePassed.class, name = "deadline-passed"),
  @JsonSubTypes.Type(value = TaskEvent.LimitChanged.class, name = "limit-changed"),
  @JsonSubTypes.Type(value = TaskEvent.StragglerFound.class, name = "straggler-found"),
})
interface EventTypes {

  /** Whether everything is there that must be; a file may say {@code null} anywhere. */
  static boolean isWhole(TaskEvent event) {
    return required(event).allMatch(Objects::nonNull);
  }

  private static Stream<@Nullable Object> required(TaskEvent event) {
    return switch (event) {
      case TaskEvent.RunBegan e -> Stream.of(e.name(), e.wall());
      case TaskEvent.RunEnded e -> Stream.of(e.ending());
      case TaskEvent.ScopeOpened e -> Stream.of(e.verb());
      case TaskEvent.TaskCreated e -> Stream.of(e.name(), e.path());
      case TaskEvent.TaskStarted e -> Stream.of(e.thread());
      case TaskEvent.TaskEnded e -> Stream.of(e.ending());
      case TaskEvent.WaitBegan e -> Stream.of(e.reason(), e.on());
      case TaskEvent.WaitEnded e -> Stream.of(e.end());
      case TaskEvent.CancelAsked e -> Stream.of(e.reason());
      case TaskEvent.LimitChanged e -> Stream.of(e.limit());
      default -> Stream.empty();
    };
  }
}
