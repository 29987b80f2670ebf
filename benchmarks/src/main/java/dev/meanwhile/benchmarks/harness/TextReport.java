package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;

/** The standings as tables for a terminal. */
final class TextReport {
  private TextReport() {}

  static String of(Tournament.Outcome outcome) {
    var text = new StringBuilder();
    for (Standings standings : outcome.ranked()) {
      text.append(standings.workload().id()).append("  ").append(standings.workload().title());
      text.append("  (").append(standings.variant()).append(")\n");
      text.append(new Columns(rows(standings)).aligned());
      goals(standings, text);
      text.append('\n');
    }
    if (!outcome.skipped().isEmpty()) {
      text.append("No time for: ").append(String.join("; ", outcome.skipped())).append('\n');
    }
    for (String failure : outcome.failures()) {
      text.append("FAILED: ").append(failure).append('\n');
    }
    return text.toString();
  }

  private static List<List<String>> rows(Standings standings) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("", "median", "range", "to best peer", "to by hand", "bytes"));
    for (Score score : standings.scores()) {
      rows.add(
          List.of(
              "  " + mark(score) + score.entrant().name(),
              Figures.time(score.nanos()),
              Figures.time(score.least()) + " - " + Figures.time(score.most()),
              Ratios.to(standings.bestPeer(), score),
              Ratios.to(standings.floor(), score),
              Figures.bytes(score.bytes())));
    }
    return rows;
  }

  private static String mark(Score score) {
    return score.entrant().role() == Role.OURS ? "> " : "  ";
  }

  private static void goals(Standings standings, StringBuilder text) {
    for (Goal goal : standings.workload().goals()) {
      if (goal.isFor(standings)) {
        String verdict =
            switch (goal.judge(standings)) {
              case REACHED -> "reached: ";
              case MISSED -> "MISSED:  ";
              case UNKNOWN -> "unknown: ";
            };
        text.append("    ").append(verdict).append(goal.text()).append('\n');
      }
    }
  }
}
