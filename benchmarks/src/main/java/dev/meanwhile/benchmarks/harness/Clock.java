package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;

/** Measures a contender in a JVM of its own. */
interface Clock {
  /** JMH uses what the JDK warns of. */
  String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  /**
   * At least one sample, of one operation each.
   *
   * @throws FailedEntrant if it does not do the work
   */
  List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort);
}
