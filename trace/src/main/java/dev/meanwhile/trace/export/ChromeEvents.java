package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent.LimitChanged;
import dev.meanwhile.trace.Segment;
import dev.meanwhile.trace.TaskRow;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes single events; all of them have a phase, a time, a process, a thread and a name. */
final class ChromeEvents {
  /** One run is one process; 0 is the idle process. */
  private static final int PROCESS = 1;

  private static final int NANO_DIGITS = 3;

  private final JsonGenerator json;

  ChromeEvents(JsonGenerator json) {
    this.json = json;
  }

  void process(String name) {
    metadata("process_name", 0, name);
  }

  void thread(int thread, String name) {
    metadata("thread_name", thread, name);
    begin("M", "thread_sort_index", 0, thread);
    json.writeObjectPropertyStart("args");
    json.writeNumberProperty("sort_index", thread);
    json.writeEndObject();
    end();
  }

  private void metadata(String what, int thread, String name) {
    begin("M", what, 0, thread);
    json.writeObjectPropertyStart("args");
    json.writeStringProperty("name", name);
    json.writeEndObject();
    end();
  }

  /** From the task's acceptance to its end. */
  void task(int thread, TaskRow row) {
    async("b", thread, row, row.created());
    json.writeObjectPropertyStart("args");
    property("ending", row.ending() == null ? "running" : lower(row.ending()));
    property("site", row.site());
    property("error", row.error());
    property("message", row.message());
    json.writeEndObject();
    end();
    async("e", thread, row, row.ended());
    end();
    Long asked = row.cancelAsked();
    if (asked != null) {
      begin("i", "told to stop", asked, thread);
      json.writeStringProperty("s", "t");
      end();
    }
  }

  private void async(String phase, int thread, TaskRow row, long at) {
    begin(phase, row.name(), at, thread);
    json.writeStringProperty("cat", "task");
    json.writeStringProperty("id", "0x" + Long.toHexString(row.task()));
  }

  /** Something that the task did. */
  void slice(int thread, String task, Segment segment) {
    boolean runs = segment.kind() == Segment.Kind.RUNNING;
    begin("X", runs ? task : segment.words(), segment.from(), thread);
    json.writeNumberProperty("dur", micros(segment.nanos()));
    json.writeStringProperty(
        "cat", lower(segment.kind()) + (segment.isCritical() ? ",critical" : ""));
    json.writeObjectPropertyStart("args");
    json.writeBooleanProperty("critical", segment.isCritical());
    json.writeEndObject();
    end();
  }

  /** One end of an arrow: {@code s} for its start, {@code f} for its finish. */
  void arrow(String phase, String name, String id, int thread, long at) {
    begin(phase, name, at, thread);
    json.writeStringProperty("cat", "wait");
    json.writeStringProperty("id", id);
    if (phase.equals("f")) {
      json.writeStringProperty("bp", "e");
    }
    end();
  }

  void counter(LimitChanged change) {
    begin("C", "limit " + change.limit(), change.at(), 0);
    json.writeObjectPropertyStart("args");
    json.writeNumberProperty("in use", change.inUse());
    json.writeNumberProperty("waiting", change.waiting());
    json.writeEndObject();
    end();
  }

  private void begin(String phase, String name, long at, int thread) {
    json.writeStartObject();
    json.writeStringProperty("ph", phase);
    json.writeStringProperty("name", name);
    json.writeNumberProperty("ts", micros(at));
    json.writeNumberProperty("pid", PROCESS);
    json.writeNumberProperty("tid", thread);
  }

  private void end() {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void property(String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static BigDecimal micros(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS);
  }
}
