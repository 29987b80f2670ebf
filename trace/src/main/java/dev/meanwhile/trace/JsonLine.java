package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of a trace file: a record is an object with its {@code type} and then its
 * components, by their names. It needs no library, so that an application that only records needs
 * none.
 */
final class JsonLine {
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return List.of(type.getRecordComponents());
        }
      };

  private static final ClassValue<String> TYPES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return LineTypes.of(type.asSubclass(TaskEvent.class));
        }
      };

  private final StringBuilder out;

  private JsonLine(StringBuilder out) {
    this.out = out;
  }

  /** Appends a line, with a line feed at its end. */
  static void append(TraceLine line, StringBuilder out) {
    var json = new JsonLine(out);
    switch (line) {
      case TraceLine.Head head -> json.object(LineTypes.HEAD, head);
      case TraceLine.Loss loss -> json.object(LineTypes.LOSS, loss);
      case TraceLine.Event(TaskEvent event) ->
          json.object(TYPES.get(event.getClass()), (Record) event);
      case TraceLine.Unknown _ -> throw new AssertionError("nothing unknown is written");
    }
  }

  private void object(String type, Record value) {
    out.append("{\"type\":\"").append(type).append('"');
    for (RecordComponent component : COMPONENTS.get(value.getClass())) {
      out.append(",\"").append(component.getName()).append("\":");
      value(read(component, value));
    }
    out.append("}\n");
  }

  private static @Nullable Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " cannot be read", e);
    }
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Number number -> out.append(number);
      case List<?> list -> list(list);
      default -> text(value.toString());
    }
  }

  private void list(List<?> values) {
    out.append('[');
    String comma = "";
    for (Object each : values) {
      out.append(comma);
      value(each);
      comma = ",";
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(text, i, c);
      }
    }
    out.append('"');
  }

  /** Half of a pair of surrogates cannot be written as UTF-8, and needs an escape, too. */
  private void character(String text, int at, char c) {
    if (c < ' ' || isHalf(text, at, c)) {
      out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
    } else {
      out.append(c);
    }
  }

  private static boolean isHalf(String text, int at, char c) {
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : Character.isLowSurrogate(c)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
