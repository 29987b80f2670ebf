package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Traces as files: one JSON object a line, the run first and then its events, each with its {@code
 * type}. Such a file can be appended to, cut off by a crash, followed while it grows, and read by
 * anything that reads JSON.
 */
public final class TraceFile {
  /** The version of the format, in the first line of each file. */
  public static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(TaskEvent.class, EventTypes.class)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private TraceFile() {}

  /**
   * Writes {@code trace} to {@code file}, which is replaced if it exists.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, RunTrace trace) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(JSON.writeValueAsString(TraceHead.of(trace)));
      out.write('\n');
      for (TaskEvent event : trace.events()) {
        out.write(JSON.writerFor(TaskEvent.class).writeValueAsString(event));
        out.write('\n');
      }
    }
  }

  /**
   * Reads what {@link #write} wrote. A last line that was not finished is left out, and the trace
   * says so.
   *
   * @throws MalformedTrace if the file is no trace; the message names the file and the line
   * @throws IOException if the file cannot be read
   */
  public static RunTrace read(Path file) throws IOException {
    String text = text(file);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      throw new MalformedTrace(file, 1, "the file is empty; its first line must describe the run");
    }
    TraceHead head = head(file, lines.getFirst());
    boolean unfinished = !text.endsWith("\n");
    var events = new ArrayList<TaskEvent>();
    for (int line = 1; line < lines.size(); line++) {
      if (unfinished && line == lines.size() - 1) {
        return head.trace(events, true);
      }
      events.add(event(file, line + 1, lines.get(line)));
    }
    return head.trace(events, unfinished);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException binary) {
      throw new MalformedTrace(file, 1, "the file is not UTF-8 text");
    }
  }

  private static TraceHead head(Path file, String line) throws MalformedTrace {
    JsonNode json = tree(file, 1, line);
    if (!json.path("type").asString("").equals(TraceHead.TYPE)) {
      throw new MalformedTrace(
          file, 1, "the first line must be an object of type \"" + TraceHead.TYPE + "\"");
    }
    if (json.path("format").asInt(0) != FORMAT) {
      throw new MalformedTrace(
          file, 1, "format " + json.path("format") + " is unknown; readable: " + FORMAT);
    }
    return value(file, 1, json, TraceHead.class);
  }

  private static TaskEvent event(Path file, int number, String line) throws MalformedTrace {
    TaskEvent event = value(file, number, tree(file, number, line), TaskEvent.class);
    if (!EventTypes.isWhole(event)) {
      throw new MalformedTrace(file, number, "a value is null that must not be");
    }
    return event;
  }

  private static JsonNode tree(Path file, int number, String line) throws MalformedTrace {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw new MalformedTrace(file, number, "not JSON: " + e.getOriginalMessage());
    }
    throw new MalformedTrace(file, number, "not a JSON object");
  }

  private static <T> T value(Path file, int number, JsonNode json, Class<T> type)
      throws MalformedTrace {
    try {
      return JSON.treeToValue(json, type);
    } catch (JacksonException e) {
      throw new MalformedTrace(file, number, e.getOriginalMessage());
    }
  }
}
