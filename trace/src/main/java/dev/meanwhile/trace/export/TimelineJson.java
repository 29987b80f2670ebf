package dev.meanwhile.trace.export;

import dev.meanwhile.observe.TaskEvent.Ending;
import dev.meanwhile.trace.LatencyShare;
import dev.meanwhile.trace.Segment;
import dev.meanwhile.trace.TaskRow;
import dev.meanwhile.trace.Timeline;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a timeline for the page. Numbers of tasks are text: JavaScript's numbers are no longs. */
final class TimelineJson {
  private final JsonGenerator json;

  TimelineJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Timeline timeline) {
    json.writeStartObject();
    json.writeStringProperty("name", timeline.name());
    json.writeNumberProperty("from", timeline.from());
    json.writeNumberProperty("to", timeline.to());
    json.writeNumberProperty("peak", timeline.peakInFlight());
    json.writeNumberProperty("leafNanos", timeline.leafNanos());
    json.writeNumberProperty("dropped", timeline.dropped());
    json.writeBooleanProperty("whole", timeline.isWhole());
    json.writeBooleanProperty("cutShort", timeline.isCutShort());
    json.writeArrayPropertyStart("shares");
    LatencyShare.grouped(LatencyShare.of(timeline)).forEach(this::share);
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    timeline.rows().forEach(this::row);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void share(LatencyShare share) {
    json.writeStartObject();
    json.writeStringProperty("task", String.valueOf(share.task()));
    json.writeStringProperty("name", share.name());
    json.writeStringProperty("words", share.words());
    json.writeNumberProperty("nanos", share.nanos());
    json.writeNumberProperty("share", share.share());
    json.writeEndObject();
  }

  private void row(TaskRow row) {
    json.writeStartObject();
    json.writeStringProperty("task", String.valueOf(row.task()));
    json.writeNumberProperty("depth", row.depth());
    json.writeStringProperty("name", row.name());
    property("site", row.site());
    json.writeNumberProperty("created", row.created());
    json.writeNumberProperty("started", row.started());
    json.writeNumberProperty("ended", row.ended());
    json.writeStringProperty("ending", ending(row.ending()));
    property("error", row.error());
    property("message", row.message());
    Long asked = row.cancelAsked();
    if (asked != null) {
      json.writeNumberProperty("cancelAsked", asked);
    }
    json.writeArrayPropertyStart("segments");
    row.segments().forEach(this::segment);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void segment(Segment segment) {
    json.writeStartObject();
    json.writeStringProperty("kind", segment.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("words", segment.words());
    json.writeNumberProperty("from", segment.from());
    json.writeNumberProperty("to", segment.to());
    json.writeBooleanProperty("critical", segment.isCritical());
    if (segment.releasedBy() != 0) {
      json.writeStringProperty("releasedBy", String.valueOf(segment.releasedBy()));
    }
    json.writeArrayPropertyStart("on");
    segment.on().forEach(task -> json.writeString(String.valueOf(task)));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String ending(@Nullable Ending ending) {
    return ending == null ? "running" : ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void property(String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }
}
