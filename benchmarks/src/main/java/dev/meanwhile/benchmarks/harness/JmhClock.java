package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.InProcess;
import dev.meanwhile.benchmarks.Program.Sample;
import dev.meanwhile.benchmarks.Variant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times one contender with JMH, in a JVM of its own. */
final class JmhClock implements Clock {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** A contender that has not ended an iteration by then has hung, or will not be missed. */
  private static final TimeValue PATIENCE = TimeValue.minutes(1);

  static {
    // The tests of another checkout may run at the same time, and time nothing.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Override
  public List<Sample> measure(Workload workload, Variant variant, Entrant entrant, Effort effort) {
    var options = options(effort).param("contender", entrant.type());
    options.param("variant", variant.text());
    if (entrant.preview()) {
      options.jvmArgsAppend(UNSAFE, "--enable-preview");
    } else {
      options.jvmArgsAppend(UNSAFE);
    }
    try {
      RunResult result = new Runner(options.build()).runSingle();
      return samples(result, workload.operations(variant));
    } catch (RunnerException e) {
      throw new FailedEntrant(entrant, workload, variant, e);
    }
  }

  private static ChainedOptionsBuilder options(Effort effort) {
    var least = TimeValue.milliseconds(effort.iteration().toMillis());
    return new OptionsBuilder()
        .include(InProcess.class.getName())
        .forks(1)
        .warmupIterations(effort.warmUps())
        .warmupTime(least)
        .measurementIterations(effort.iterations())
        .measurementTime(least)
        .timeout(PATIENCE)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static List<Sample> samples(RunResult result, long operations) {
    var samples = new ArrayList<Sample>();
    for (var run : result.getBenchmarkResults()) {
      for (IterationResult iteration : run.getIterationResults()) {
        double bytes = iteration.getSecondaryResults().get(ALLOCATED).getScore();
        samples.add(
            new Sample(iteration.getPrimaryResult().getScore() / operations, bytes / operations));
      }
    }
    return samples;
  }
}
