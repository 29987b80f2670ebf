package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The standings as Markdown: what goes between the markers of the report. */
final class MarkdownReport {
  static final String BEGIN = "<!-- measured: begin; written by `./meanwhile bench` -->";
  static final String END = "<!-- measured: end -->";

  private MarkdownReport() {}

  /** Replaces what is between the markers in {@code page}. */
  static String into(String page, String measured) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the report has no markers to write between: " + BEGIN + " and " + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n\n" + measured + page.substring(end);
  }

  static String of(Tournament.Outcome outcome, Map<String, String> machine, String command) {
    var text = new StringBuilder();
    machine.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    outcome.failures().forEach(failure -> text.append("- failed: ").append(failure).append('\n'));
    text.append("- repeat it with: `").append(command).append("`\n\n");
    text.append("### At a glance\n\n");
    text.append(new Columns(summary(outcome.ranked())).markdown()).append('\n');
    for (Standings standings : outcome.ranked()) {
      text.append("### ").append(title(standings)).append("\n\n");
      text.append(new Columns(rows(standings)).markdown()).append('\n');
    }
    return text.toString();
  }

  private static String title(Standings standings) {
    var workload = standings.workload();
    return workload.id() + " " + workload.title() + details(workload, standings.variant());
  }

  private static String details(Workload workload, Variant variant) {
    return workload.variants().size() == 1 ? "" : " (" + variant + ")";
  }

  private static List<List<String>> summary(List<Standings> all) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "workload", "Meanwhile", "bytes", "best peer", "to best peer", "to by hand", "goal"));
    for (Standings standings : all) {
      standings.ours().ifPresent(ours -> rows.add(summary(standings, ours)));
    }
    return rows;
  }

  private static List<String> summary(Standings standings, Score ours) {
    return List.of(
        standings.workload().id() + details(standings.workload(), standings.variant()),
        Figures.time(ours.nanos()),
        Figures.bytes(ours.bytes()),
        standings.bestPeer().map(peer -> peer.entrant().name()).orElse("-"),
        Ratios.to(standings.bestPeer(), ours),
        Ratios.to(standings.floor(), ours),
        goals(standings));
  }

  private static String goals(Standings standings) {
    return standings.workload().goals().stream()
        .filter(goal -> goal.isFor(standings))
        .map(goal -> goal.text() + ": " + word(goal.judge(standings)))
        .collect(Collectors.joining("; "));
  }

  private static String word(Goal.Verdict verdict) {
    return switch (verdict) {
      case REACHED -> "yes";
      case MISSED -> "**no**";
      case UNKNOWN -> "not known";
    };
  }

  private static List<List<String>> rows(Standings standings) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("contender", "median", "least", "most", "to best peer", "to by hand", "bytes"));
    for (Score score : standings.scores()) {
      String name = score.entrant().name();
      rows.add(
          List.of(
              score.entrant().isOurs() ? "**" + name + "**" : name,
              Figures.time(score.nanos()),
              Figures.time(score.least()),
              Figures.time(score.most()),
              Ratios.to(standings.bestPeer(), score),
              Ratios.to(standings.floor(), score),
              Figures.bytes(score.bytes())));
    }
    return rows;
  }
}
