package dev.meanwhile.benchmarks.harness;

import dev.meanwhile.benchmarks.Program.Sample;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contender took, of one operation: medians over all iterations of all rounds.
 *
 * @param bytes not a number where nobody counts them
 */
public record Score(
    Entrant entrant, double nanos, double least, double most, double bytes, int samples) {

  /** Of these samples, of which there is one at least. */
  public static Score of(Entrant entrant, List<Sample> samples) {
    double[] times = sorted(samples, Sample::nanos);
    return new Score(
        entrant,
        median(times),
        times[0],
        times[times.length - 1],
        median(sorted(samples, Sample::bytes)),
        times.length);
  }

  private static double[] sorted(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
