package dev.meanwhile.check.report;

import dev.meanwhile.check.profile.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What several formats of JSON have in common. */
final class JsonParts {
  private JsonParts() {}

  static Map<String, Object> of(Measurement measured) {
    var json = new LinkedHashMap<String, Object>();
    json.put("calls", measured.calls());
    json.put("waits", measured.waits());
    json.put("nanos", measured.nanos());
    json.put("medianNanos", measured.medianNanos());
    json.put("savedNanos", measured.savedNanos());
    json.put("medianSavedNanos", measured.medianSavedNanos());
    json.put("medianNanosOfMarks", measured.medianOfMarks());
    json.put("sourceIsNewer", measured.isSourceNewer());
    return json;
  }
}
