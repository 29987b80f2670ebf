package dev.meanwhile.check.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers and booleans as JSON. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /** The value as JSON, with two spaces of indentation. Maps keep their order. */
  static String of(Object value) {
    var json = new JsonText();
    json.add(value, "\n");
    return json.text.toString();
  }

  private void add(@Nullable Object value, String indent) {
    switch (value) {
      case null -> text.append("null");
      case Map<?, ?> map -> addMap(map, indent);
      case List<?> list -> addList(list, indent);
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag);
      default -> addText(value.toString());
    }
  }

  private void addMap(Map<?, ?> map, String indent) {
    String deeper = indent + "  ";
    String gap = "{";
    for (var entry : map.entrySet()) {
      text.append(gap).append(deeper);
      addText(entry.getKey().toString());
      text.append(": ");
      add(entry.getValue(), deeper);
      gap = ",";
    }
    text.append(map.isEmpty() ? "{}" : indent + "}");
  }

  private void addList(List<?> list, String indent) {
    String deeper = indent + "  ";
    String gap = "[";
    for (Object item : list) {
      text.append(gap).append(deeper);
      add(item, deeper);
      gap = ",";
    }
    text.append(list.isEmpty() ? "[]" : indent + "]");
  }

  private void addText(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      addCharacter(value.charAt(i));
    }
    text.append('"');
  }

  private void addCharacter(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
          text.append("\\u%04x".formatted((int) c));
        } else {
          text.append(c);
        }
      }
    }
  }
}
