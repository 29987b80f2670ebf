package dev.meanwhile.cli;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Suppressed;
import dev.meanwhile.check.report.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code meanwhile check} for what is known already. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Reports only what is new since this file was written.")
  private @Nullable Path known;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Writes what is found to this file, for --baseline, and does not report it.")
  private @Nullable Path written;

  private Baseline baseline = Baseline.of(List.of());
  private final List<Finding> old = new ArrayList<>();

  /** Reads the baseline, so that a wrong one is told of before the work. */
  void read() throws IOException {
    if (known != null) {
      baseline = Baseline.read(known);
    }
  }

  /** Says of each finding of a run, in order, whether to report it. */
  Predicate<Finding> news() {
    return written != null && known == null ? _ -> false : baseline.news();
  }

  /** Leaves what is new; what is known counts as suppressed. */
  Report news(Report all) {
    var news = new ArrayList<Finding>();
    Predicate<Finding> isNew = baseline.news();
    all.findings().forEach(finding -> (isNew.test(finding) ? news : old).add(finding));
    return with(news, old, all);
  }

  /**
   * Writes the baseline that is asked for: all that is left of what was found. Without an older one
   * nothing is new any more.
   */
  Report write(Report left) throws IOException {
    if (written == null) {
      return left;
    }
    Baseline.of(Stream.concat(left.findings().stream(), old.stream()).toList()).write(written);
    return known == null ? with(List.of(), left.findings(), left) : left;
  }

  private static Report with(List<Finding> wanted, List<Finding> unwanted, Report report) {
    var suppressed = new ArrayList<>(report.suppressed());
    for (Finding finding : unwanted) {
      suppressed.add(new Suppressed(finding, Suppressed.Kind.EXTERNAL, "known to the baseline"));
    }
    return new Report(wanted, report.problems(), suppressed, report.coverage());
  }
}
