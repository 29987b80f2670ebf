package dev.meanwhile.cli;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.report.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
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

  /** Reads the baseline, so that a wrong one is told of before the work. */
  void read(boolean isDry) throws IOException {
    if (isDry && written != null) {
      throw new IllegalArgumentException("--dry-run writes nothing: leave out --write-baseline");
    }
    if (known != null) {
      baseline = Baseline.read(known);
    }
  }

  /** Says of each finding of a run, in order, whether to report it. */
  Predicate<Finding> news() {
    return written != null && known == null ? _ -> false : baseline.news();
  }

  /**
   * Writes the baseline that is asked for, and leaves what is new; the rest counts as suppressed.
   */
  Report news(Report all) throws IOException {
    if (written != null) {
      Baseline.of(all.findings()).write(written);
    }
    List<Finding> news = all.findings().stream().filter(news()).toList();
    int left = all.findings().size() - news.size();
    return new Report(news, all.problems(), all.suppressed() + left, all.coverage());
  }
}
