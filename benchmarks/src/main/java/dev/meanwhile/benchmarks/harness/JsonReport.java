package dev.meanwhile.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The standings for programs. */
final class JsonReport {
  private record Document(
      Map<String, String> machine,
      List<Table> tables,
      List<Table> curves,
      List<String> skipped,
      List<String> failures) {}

  private record Table(
      String workload, String title, String variant, List<Row> contenders, List<Mark> goals) {}

  /** Bytes are null where nobody counts them. */
  private record Row(
      String name,
      String role,
      double medianNanos,
      double leastNanos,
      double mostNanos,
      @Nullable Double bytes,
      int samples) {}

  private record Mark(String goal, String verdict) {}

  private JsonReport() {}

  static String of(Tournament.Outcome outcome, Map<String, String> machine) {
    return new JsonMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            new Document(
                machine,
                tables(outcome.ranked()),
                tables(outcome.curves()),
                outcome.skipped(),
                outcome.failures()));
  }

  private static List<Table> tables(List<Standings> all) {
    return all.stream().map(JsonReport::table).toList();
  }

  private static Table table(Standings standings) {
    return new Table(
        standings.workload().id(),
        standings.workload().title(),
        standings.variant().text(),
        standings.scores().stream().map(JsonReport::row).toList(),
        marks(standings).toList());
  }

  private static Stream<Mark> marks(Standings standings) {
    return standings.workload().goals().stream()
        .filter(goal -> goal.isFor(standings))
        .map(goal -> new Mark(goal.text(), goal.judge(standings).name()));
  }

  private static Row row(Score score) {
    return new Row(
        score.entrant().name(),
        score.entrant().role().name(),
        score.nanos(),
        score.least(),
        score.most(),
        Double.isNaN(score.bytes()) ? null : score.bytes(),
        score.samples());
  }
}
