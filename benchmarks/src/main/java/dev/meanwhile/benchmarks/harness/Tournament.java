package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lets the contenders of each variant take turns, round by round, so that whatever disturbs the
 * machine for a while disturbs all of them.
 */
final class Tournament {
  private final List<Workload> workloads;
  private final boolean isQuick;
  private final Effort effort;
  private final Clock clock;
  private final ProgressBar progress;
  private final List<String> failures = new ArrayList<>();
  private final long begin = System.nanoTime();

  Tournament(
      List<Workload> workloads, boolean isQuick, Effort effort, Clock clock, ProgressBar progress) {
    this.workloads = workloads;
    this.isQuick = isQuick;
    this.effort = effort;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param ranked the variants of all workloads
   * @param curves the sizes of those that are drawn
   * @param skipped what there was no time for
   * @param failures who did not do the work, and why
   */
  record Outcome(
      List<Standings> ranked,
      List<Standings> curves,
      List<String> skipped,
      List<String> failures) {}

  /** The contenders of one variant. */
  private record Heat(Workload workload, Variant variant, List<Entrant> entrants, Effort effort) {
    int turns() {
      return effort.rounds() * entrants.size();
    }
  }

  /** Measures everything. */
  Outcome run() {
    var ranked = heats(workloads, this::variants, effort, (_, _) -> true);
    var drawn = isQuick ? List.<Heat>of() : curves();
    progress.expect(Stream.of(ranked, drawn).flatMap(List::stream).mapToInt(Heat::turns).sum());
    var skipped = new ArrayList<String>();
    return new Outcome(standings(ranked, skipped), standings(drawn, skipped), skipped, failures);
  }

  private List<Variant> variants(Workload workload) {
    return isQuick ? workload.glance() : workload.variants();
  }

  private List<Heat> curves() {
    return heats(
        workloads,
        workload -> workload.curve().sizes(),
        effort.once(),
        (workload, entrant) -> workload.curve().contenders().contains(entrant.name()));
  }

  private static List<Heat> heats(
      List<Workload> workloads,
      Function<Workload, List<Variant>> variants,
      Effort effort,
      BiPredicate<Workload, Entrant> who) {
    var heats = new ArrayList<Heat>();
    for (Workload workload : workloads) {
      var entrants = workload.entrants().stream().filter(one -> who.test(workload, one)).toList();
      for (Variant variant : variants.apply(workload)) {
        var able = entrants.stream().filter(one -> one.does(variant)).toList();
        heats.add(new Heat(workload, variant, able, effort));
      }
    }
    return heats;
  }

  private List<Standings> standings(List<Heat> heats, List<String> skipped) {
    var standings = new ArrayList<Standings>();
    for (Heat heat : heats) {
      measure(heat)
          .ifPresentOrElse(
              standings::add, () -> skipped.add(heat.workload().id() + " " + heat.variant()));
    }
    return standings;
  }

  /** Nothing if the time is over: who came later must not win by that. */
  private Optional<Standings> measure(Heat heat) {
    Map<Entrant, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 0; round < heat.effort().rounds(); round++) {
      for (Entrant entrant : heat.entrants()) {
        if (System.nanoTime() - begin > effort.most().toNanos()) {
          return Optional.empty();
        }
        progress.next(heat.workload().id() + " " + heat.variant() + ": " + entrant.name());
        samples.computeIfAbsent(entrant, _ -> new ArrayList<>()).addAll(samples(heat, entrant));
      }
    }
    var scores = new ArrayList<Score>();
    samples.forEach((entrant, its) -> {
      if (!its.isEmpty()) {
        scores.add(Score.of(entrant, its));
      }
    });
    return Optional.of(new Standings(heat.workload(), heat.variant(), scores));
  }

  /** None if it fails: an hour of others is not lost by that. */
  private List<Sample> samples(Heat heat, Entrant entrant) {
    try {
      return clock.measure(heat.workload(), heat.variant(), entrant, heat.effort());
    } catch (FailedEntrant failure) {
      failures.add(failure.getMessage());
      return List.of();
    }
  }
}
