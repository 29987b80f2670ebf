package dev.meanwhile.io.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a {@code text/event-stream}, after the WHATWG HTML standard, section
 * "Interpreting an event stream". An event that the end of the stream cuts off is dropped.
 */
final class EventReader {
  private static final int MOST_DIGITS = 15;

  private final LineReader lines;
  private final int longest;
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String id = "";
  private @Nullable Duration retry;
  private boolean begun;

  /** Data longer than {@code longest} is refused, as a line is. */
  EventReader(LineReader lines, int longest) {
    this.lines = lines;
    this.longest = longest;
  }

  /** The next event, or null at the end of the stream. */
  @Nullable ServerSentEvent next() throws IOException {
    String line = lines.next();
    if (!begun && line != null && line.startsWith("\uFEFF")) {
      line = line.substring(1);
    }
    begun = true;
    while (line != null) {
      if (!line.isEmpty()) {
        field(line);
      } else if (!data.isEmpty()) {
        return dispatched();
      } else {
        type = "";
      }
      line = lines.next();
    }
    return null;
  }

  private ServerSentEvent dispatched() {
    data.setLength(data.length() - 1);
    var event = new ServerSentEvent(type.isEmpty() ? "message" : type, data.toString(), id, retry);
    data.setLength(0);
    type = "";
    return event;
  }

  private void field(String line) throws IOException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      field(line, "");
    } else if (colon > 0) {
      int from = line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
      field(line.substring(0, colon), line.substring(from));
    }
  }

  private void field(String name, String value) throws IOException {
    switch (name) {
      case "event" -> type = value;
      case "data" -> add(value);
      case "id" -> id = value.indexOf('\0') < 0 ? value : id;
      case "retry" -> retry = isNumber(value) ? Duration.ofMillis(Long.parseLong(value)) : retry;
      default -> {}
    }
  }

  private void add(String value) throws IOException {
    if (value.length() > longest - data.length()) {
      throw LineReader.tooLong("the data of an event", longest);
    }
    data.append(value).append('\n');
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.length() <= MOST_DIGITS
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
