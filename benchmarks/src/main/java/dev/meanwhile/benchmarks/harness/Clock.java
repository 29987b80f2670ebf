package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.util.List;

/** Measures a contender in a process of its own. */
interface Clock {
  /** JMH uses what the JDK warns of. */
  String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  /** The one that fits each contender. */
  static Clock fitting() {
    Clock jmh = new JmhClock();
    Clock program = new ProgramClock();
    Clock node = new NodeClock();
    return (workload, variant, entrant, effort) -> {
      Clock fits = workload.isProgram() ? program : jmh;
      return (entrant.isScript() ? node : fits).measure(workload, variant, entrant, effort);
    };
  }

  /**
   * At least one sample, of one operation each.
   *
   * @throws FailedEntrant if it does not do the work
   */
  List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort);
}
