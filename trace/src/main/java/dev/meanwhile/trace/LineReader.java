package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the lines of one trace file, the first one first. What an older version did not write is
 * filled in; what only a newer one knows is {@link TraceLine.Unknown}.
 */
final class LineReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;
  private int number;

  LineReader(Path file) {
    this.file = file;
  }

  /** How many lines were read. */
  int lines() {
    return number;
  }

  TraceLine read(String line) throws MalformedTrace {
    number++;
    ObjectNode json = object(line);
    String type = json.path("type").asString("");
    if (number == 1 && !type.equals(LineTypes.HEAD)) {
      throw malformed("the first line must be an object of type \"" + LineTypes.HEAD + "\"");
    }
    return switch (type) {
      case LineTypes.HEAD -> head(json);
      case LineTypes.LOSS -> value(json, TraceLine.Loss.class);
      case "" -> throw malformed("an object without a type");
      default -> event(type, json);
    };
  }

  private TraceLine head(ObjectNode json) throws MalformedTrace {
    int format = json.path("format").asInt(0);
    if (format != TraceFile.FORMAT) {
      throw malformed(
          "format " + json.path("format") + " is unknown; readable: " + TraceFile.FORMAT);
    }
    TraceLine.Head head = value(json, TraceLine.Head.class);
    @Nullable Object name = head.name();
    if (name == null) {
      throw malformed("the name of the run is null");
    }
    return head;
  }

  private TraceLine event(String type, ObjectNode json) throws MalformedTrace {
    if (!json.path("run").isIntegralNumber()) {
      throw malformed("an object of type \"" + type + "\" does not name its run");
    }
    Class<? extends TaskEvent> event = LineTypes.event(type);
    if (event == TaskEvent.TaskCreated.class && json.has("parent") && !json.has("starter")) {
      json.set("starter", json.get("parent"));
    }
    TraceLine unknown = new TraceLine.Unknown(json.path("run").longValue());
    try {
      return event == null ? unknown : new TraceLine.Event(whole(JSON.treeToValue(json, event)));
    } catch (InvalidFormatException e) {
      if (e.getTargetType().isEnum()) {
        return unknown;
      }
      throw malformed(e.getOriginalMessage());
    } catch (JacksonException e) {
      throw malformed(e.getOriginalMessage());
    }
  }

  private TaskEvent whole(TaskEvent event) throws MalformedTrace {
    if (!LineTypes.isWhole(event)) {
      throw malformed("a value is null that must not be");
    }
    return event;
  }

  private ObjectNode object(String line) throws MalformedTrace {
    try {
      JsonNode json = JSON.readTree(line);
      if (json instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw malformed("not JSON: " + e.getOriginalMessage());
    }
    throw malformed("not a JSON object");
  }

  private <T> T value(JsonNode json, Class<T> type) throws MalformedTrace {
    try {
      return JSON.treeToValue(json, type);
    } catch (JacksonException e) {
      throw malformed(e.getOriginalMessage());
    }
  }

  private MalformedTrace malformed(String problem) {
    return new MalformedTrace(file, Math.max(1, number), problem);
  }
}
