package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a trace file are called: {@code run}, {@code dropped}, {@code task-created}.
 */
final class LineTypes {
  static final String HEAD = "run";
  static final String LOSS = "dropped";

  private static final Map<String, Class<? extends TaskEvent>> EVENTS =
      Arrays.stream(TaskEvent.class.getPermittedSubclasses())
          .<Class<? extends TaskEvent>>map(type -> type.asSubclass(TaskEvent.class))
          .collect(Collectors.toUnmodifiableMap(LineTypes::of, Function.identity()));

  private LineTypes() {}

  /** The name of an event: that of its record, in small letters. */
  static String of(Class<? extends TaskEvent> event) {
    String name = event.getSimpleName();
    return (name.charAt(0) + name.substring(1).replaceAll("([A-Z])", "-$1"))
        .toLowerCase(Locale.ROOT);
  }

  /** The event with that name, or null. */
  static @Nullable Class<? extends TaskEvent> event(String name) {
    return EVENTS.get(name);
  }

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
      case TaskEvent.AttemptEnded e -> Stream.of(e.ending());
      case TaskEvent.BatchDeparted e -> Stream.of(e.loader(), e.members(), e.cause());
      case TaskEvent.CancelAsked e -> Stream.of(e.reason());
      case TaskEvent.LimitChanged e -> Stream.of(e.limit());
      default -> Stream.empty();
    };
  }
}
