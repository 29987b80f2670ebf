package dev.meanwhile.cli;

import dev.meanwhile.trace.whatif.Change;
import dev.meanwhile.trace.whatif.Forecast;
import dev.meanwhile.trace.whatif.Suggestion;
import dev.meanwhile.trace.whatif.WhatIf;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells programs what a run would have taken. */
final class WhatIfJson {
  private record Document(String run, long measured, long replayed, List<Answer> suggestions) {}

  private record Answer(
      List<Map<String, Object>> changes,
      List<String> tasks,
      long measured,
      long best,
      long worst,
      boolean isExact) {}

  private WhatIfJson() {}

  /** What would save most, the largest saving first. */
  static String of(WhatIf whatIf, List<Suggestion> ranked) {
    var answers = ranked.stream().map(s -> answer(s.forecast(), s.tasks())).toList();
    return text(new Document(whatIf.trace().name(), whatIf.measured(), whatIf.replayed(), answers));
  }

  /** What some changes together bring. */
  static String of(Forecast forecast) {
    return text(answer(forecast, List.of()));
  }

  private static Answer answer(Forecast forecast, List<String> tasks) {
    return new Answer(
        forecast.changes().stream().map(WhatIfJson::change).toList(),
        tasks,
        forecast.measured(),
        forecast.best(),
        forecast.worst(),
        forecast.isExact());
  }

  private static Map<String, Object> change(Change change) {
    return switch (change) {
      case Change.Independent(var names) -> Map.of("independent", names);
      case Change.Capacity(var limit, int permits) -> Map.of("limit", limit, "permits", permits);
      case Change.Faster(var name, double times) -> Map.of("task", name, "faster", times);
      case Change.Takes(var name, var time) -> Map.of("task", name, "takes", time.toNanos());
      case Change.Retries(int most) -> Map.of("retries", most);
    };
  }

  private static String text(Object document) {
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
