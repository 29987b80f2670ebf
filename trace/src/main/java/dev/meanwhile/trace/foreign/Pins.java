package dev.meanwhile.trace.foreign;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Adds up where virtual threads were pinned. */
final class Pins {
  private record Place(CallSite callSite, String reason) {}

  private final Map<Place, PinnedWait> byPlace = new LinkedHashMap<>();

  void add(RecordedEvent event, List<CallSite> path) {
    CallSite callSite =
        path.isEmpty()
            ? CallPaths.site(event.getStackTrace().getFrames().getFirst())
            : path.getLast();
    String reason = text(event, "pinnedReason");
    long nanos = event.getDuration().toNanos();
    byPlace.merge(
        new Place(callSite, reason),
        new PinnedWait(callSite, reason, 1, nanos, nanos),
        PinnedWait::plus);
  }

  /** JDKs before 24 do not say. */
  private static String text(RecordedEvent event, String field) {
    String text = event.hasField(field) ? event.getString(field) : null;
    return text == null ? "" : text;
  }

  /** The longest first. */
  List<PinnedWait> all() {
    return byPlace.values().stream()
        .sorted(Comparator.comparingLong(PinnedWait::nanos).reversed())
        .toList();
  }
}
