package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Variant;

/** A contender did not do the work, or its process broke down. */
final class FailedEntrant extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedEntrant(Entrant entrant, Workload workload, Variant variant, Exception cause) {
    super(workload.id() + " " + variant + ", " + entrant.name() + ": " + cause.getMessage(), cause);
  }
}
