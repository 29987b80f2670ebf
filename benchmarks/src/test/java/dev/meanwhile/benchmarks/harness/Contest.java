package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Role;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;

/** Standings as tests want them. */
final class Contest {
  static final Variant VARIANT = new Variant("limit=8 items=10");

  private Contest() {}

  static Score ours(double nanos, double bytes) {
    return score("Meanwhile", Role.OURS, nanos, bytes);
  }

  static Score byHand(double nanos, double bytes) {
    return score("by hand", Role.FLOOR, nanos, bytes);
  }

  static Score peer(String name, double nanos, double bytes) {
    return score(name, Role.PEER, nanos, bytes);
  }

  static Standings standings(Workload workload, Score... scores) {
    return new Standings(workload, VARIANT, List.of(scores));
  }

  static Standings standings(Score... scores) {
    return standings(workload(), scores);
  }

  static Workload workload(Goal... goals) {
    return Workload.of("W0", "nothing at all", Contest.class)
        .per("items", VARIANT.text())
        .goals(goals);
  }

  private static Score score(String name, Role role, double nanos, double bytes) {
    var entrant = new Entrant("a." + name, name, role, List.of(), false);
    return new Score(entrant, nanos, nanos, nanos, bytes, 1);
  }
}
