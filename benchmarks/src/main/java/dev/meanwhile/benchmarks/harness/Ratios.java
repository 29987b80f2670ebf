package dev.meanwhile.benchmarks.harness;

import java.util.Optional;

/** How scores compare, by their medians of time. */
final class Ratios {
  private Ratios() {}

  static String to(Optional<Score> other, Score score) {
    return other.map(one -> Figures.ratio(score.nanos() / one.nanos())).orElse("-");
  }
}
