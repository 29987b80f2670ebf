package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Variant;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to run. */
final class Listing {
  private Listing() {}

  static String of(List<Workload> workloads) {
    var text = new StringBuilder();
    for (Workload workload : workloads) {
      text.append(workload.id()).append("  ").append(workload.title()).append('\n');
      for (Variant variant : workload.variants()) {
        text.append("    ").append(variant).append('\n');
      }
      String names =
          workload.entrants().stream().map(Entrant::name).collect(Collectors.joining("; "));
      text.append("    by ").append(names).append("\n\n");
    }
    return text.toString();
  }

  static String ids() {
    return Workloads.ALL.stream().map(Workload::id).collect(Collectors.joining(", "));
  }
}
