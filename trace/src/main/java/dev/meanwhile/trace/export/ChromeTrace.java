package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent;
import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.trace.RunTrace;
import dev.meanwhile.trace.Segment;
import dev.meanwhile.trace.TaskRow;
import dev.meanwhile.trace.Timeline;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON trace format that {@code chrome://tracing} and Perfetto read. Each task has an async
 * event, from its acceptance to its end, and a thread of its own with a slice for each thing it
 * did; an arrow leads from the task that ended a wait to the wait; each limit is a counter.
 *
 * <p>Times are in microseconds, exact to the nanosecond. Numbers of threads are rows of the
 * timeline, from 1.
 *
 * <p>Source: Trace Event Format (Duca, Sinclair), as read by Perfetto's JSON importer.
 */
public final class ChromeTrace implements TraceExport {
  /** Creates the export. */
  public ChromeTrace() {}

  @Override
  public void write(RunTrace trace, Writer out) throws IOException {
    Json.write(out, json -> document(trace, json));
  }

  private static void document(RunTrace trace, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("displayTimeUnit", "ms");
    json.writeObjectPropertyStart("otherData");
    json.writeStringProperty("run", trace.name());
    json.writeStringProperty("began", String.valueOf(trace.began()));
    json.writeNumberProperty("dropped", trace.dropped());
    json.writeEndObject();
    json.writeArrayPropertyStart("traceEvents");
    new Document(Timeline.of(trace), new ChromeEvents(json)).write(trace.events());
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The events of one trace. */
  private static final class Document {
    private final Timeline timeline;
    private final ChromeEvents events;
    private final Map<Long, TaskRow> rows = new HashMap<>();
    private final Map<Long, Integer> threads = new HashMap<>();
    private int flows;

    Document(Timeline timeline, ChromeEvents events) {
      this.timeline = timeline;
      this.events = events;
      for (TaskRow row : timeline.rows()) {
        rows.put(row.task(), row);
        threads.put(row.task(), threads.size() + 1);
      }
    }

    void write(List<TaskEvent> all) {
      events.process(timeline.name());
      for (TaskRow row : timeline.rows()) {
        events.thread(thread(row), row.name());
        events.task(thread(row), row);
        row.segments().forEach(segment -> events.slice(thread(row), row.name(), segment));
        row.segments().forEach(segment -> arrow(row, segment));
      }
      for (TaskEvent event : all) {
        if (event instanceof LimitChanged change) {
          events.counter(change);
        }
      }
    }

    private int thread(TaskRow row) {
      return threads.getOrDefault(row.task(), 0);
    }

    /** Both ends lie within a slice: an arrow belongs to the slice around its end. */
    private void arrow(TaskRow row, Segment wait) {
      TaskRow releaser = rows.get(wait.releasedBy());
      Segment last = releaser == null ? null : lastBefore(releaser, wait.to());
      if (releaser == null || last == null || releaser == row || isCutOff(row, wait)) {
        return;
      }
      String name = wait.words();
      String id = String.valueOf(++flows);
      events.arrow("s", name, id, thread(releaser), Math.min(last.to(), wait.to()) - 1);
      events.arrow("f", name, id, thread(row), wait.to() - 1);
    }

    /** A wait of which the critical path took a part is several segments; the last one ended. */
    private static boolean isCutOff(TaskRow row, Segment wait) {
      return row.segments().stream()
          .anyMatch(next -> next.from() == wait.to() && isSameWait(next, wait));
    }

    private static boolean isSameWait(Segment next, Segment wait) {
      return next.kind() == wait.kind()
          && next.reason() == wait.reason()
          && next.isCritical() != wait.isCritical()
          && next.releasedBy() == wait.releasedBy();
    }

    private static @Nullable Segment lastBefore(TaskRow row, long at) {
      return row.segments().reversed().stream()
          .filter(segment -> segment.from() < at)
          .findFirst()
          .orElse(null);
    }
  }
}
