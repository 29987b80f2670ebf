package dev.meanwhile.trace;

import dev.meanwhile.observe.TaskEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first line of a trace file. */
record TraceHead(
    String type, int format, long run, String name, @Nullable Instant began, long dropped) {
  static final String TYPE = "run";

  static TraceHead of(RunTrace trace) {
    return new TraceHead(
        TYPE, TraceFile.FORMAT, trace.run(), trace.name(), trace.began(), trace.dropped());
  }

  RunTrace trace(List<TaskEvent> events, boolean cutShort) {
    return new RunTrace(run, name, began, events, dropped, cutShort);
  }
}
