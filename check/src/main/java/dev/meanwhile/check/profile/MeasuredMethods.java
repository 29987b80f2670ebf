package dev.meanwhile.check.profile;

import dev.meanwhile.check.MethodPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The waits of one recording, by the methods that led to them. Paths are few, waits are many. */
final class MeasuredMethods {
  /** Waits with one path, and where in it the method is. */
  record Site(List<CodeLine> path, int at, List<MeasuredWait> waits) {
    int line() {
      return path.get(at).line();
    }

    /** The calls around the one of the method. */
    List<CodeLine> callers() {
      return path.subList(0, at);
    }
  }

  private final Instant until;
  private final Map<String, List<Site>> byMethod = new HashMap<>();

  MeasuredMethods(MeasuredWaits recording) {
    until = recording.until();
    var byPath = new HashMap<List<CodeLine>, List<MeasuredWait>>();
    for (MeasuredWait wait : recording.waits()) {
      byPath.computeIfAbsent(wait.path(), _ -> new ArrayList<>()).add(wait);
    }
    byPath.forEach((path, waits) -> {
      for (int at = 0; at < path.size(); at++) {
        byMethod
            .computeIfAbsent(path.get(at).methodAsWritten(), _ -> new ArrayList<>())
            .add(new Site(path, at, waits));
      }
    });
  }

  /** When the recording ended. */
  Instant until() {
    return until;
  }

  /** Where a method was in the paths, also those of its overloads. */
  List<Site> of(MethodPlace method) {
    return byMethod.getOrDefault(CodeLine.key(method.type(), method.name()), List.of());
  }
}
