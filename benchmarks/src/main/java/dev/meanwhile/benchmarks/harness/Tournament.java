package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Lets the contenders of each variant take turns, round by round, so that whatever disturbs the
 * machine for a while disturbs all of them.
 */
final class Tournament {
  private final List<Workload> workloads;
  private final Effort effort;
  private final ProgressBar progress;

  Tournament(List<Workload> workloads, Effort effort, ProgressBar progress) {
    this.workloads = workloads;
    this.effort = effort;
    this.progress = progress;
  }

  /** Measures everything. */
  Outcome run() {
    progress.expect(turns());
    var ranked = new ArrayList<Standings>();
    var curves = new ArrayList<Standings>();
    for (Workload workload : workloads) {
      for (Variant variant : workload.variants()) {
        ranked.add(standings(workload, variant, effort, _ -> true));
      }
      if (effort.curves()) {
        for (Variant size : workload.curve().sizes()) {
          curves.add(standings(workload, size, effort.once(), drawn(workload)));
        }
      }
    }
    return new Outcome(List.copyOf(ranked), List.copyOf(curves));
  }

  /**
   * What came out.
   *
   * @param ranked the variants of all workloads
   * @param curves the sizes of those that are drawn
   */
  record Outcome(List<Standings> ranked, List<Standings> curves) {}

  private static Predicate<Entrant> drawn(Workload workload) {
    return entrant -> workload.curve().contenders().contains(entrant.name());
  }

  private int turns() {
    int turns = 0;
    for (Workload workload : workloads) {
      for (Variant variant : workload.variants()) {
        turns += effort.rounds() * entrants(workload, variant, _ -> true).size();
      }
      if (effort.curves()) {
        for (Variant size : workload.curve().sizes()) {
          turns += entrants(workload, size, drawn(workload)).size();
        }
      }
    }
    return turns;
  }

  private Standings standings(
      Workload workload, Variant variant, Effort each, Predicate<Entrant> who) {
    Clock clock = workload.isProgram() ? new ProgramClock() : new JmhClock();
    Map<Entrant, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 0; round < each.rounds(); round++) {
      for (Entrant entrant : entrants(workload, variant, who)) {
        progress.next(workload.id() + " " + variant + ": " + entrant.name());
        samples
            .computeIfAbsent(entrant, _ -> new ArrayList<>())
            .addAll(clock.measure(workload, variant, entrant, each));
      }
    }
    var scores = new ArrayList<Score>();
    samples.forEach((entrant, its) -> scores.add(Score.of(entrant, its)));
    return new Standings(workload, variant, scores);
  }

  private static List<Entrant> entrants(
      Workload workload, Variant variant, Predicate<Entrant> who) {
    return workload.entrants().stream().filter(who).filter(one -> one.does(variant)).toList();
  }
}
