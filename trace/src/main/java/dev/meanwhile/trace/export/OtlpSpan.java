package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span in the making. Attributes are text, numbers, truth values, and lists of text; what is null
 * is left out.
 */
final class OtlpSpan {
  final String id;
  final @Nullable String parent;
  final String name;
  final long start;
  final Map<String, Object> attributes = new LinkedHashMap<>();
  final List<Event> events = new ArrayList<>(4);
  @Nullable Long end;
  boolean failed;
  @Nullable String description;

  /** Something that happened in it. */
  record Event(String name, long at, Map<String, Object> attributes) {
    Event with(String key, @Nullable Object value) {
      if (value != null) {
        attributes.put(key, value);
      }
      return this;
    }
  }

  OtlpSpan(String id, @Nullable String parent, String name, long start) {
    this.id = id;
    this.parent = parent;
    this.name = name;
    this.start = start;
  }

  OtlpSpan with(String key, @Nullable Object value) {
    if (value != null) {
      attributes.put(key, value);
    }
    return this;
  }

  Event event(String name, long at) {
    var event = new Event(name, at, new LinkedHashMap<>());
    events.add(event);
    return event;
  }

  /** It ended; an attempt and a task say under names of their own how. */
  void end(
      long at, String outcome, Ending ending, @Nullable String error, @Nullable String message) {
    end = at;
    failed = ending == Ending.FAILED || ending == Ending.TIMED_OUT;
    description = message;
    with(outcome, word(ending));
    with("error.type", failed ? error : null);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
