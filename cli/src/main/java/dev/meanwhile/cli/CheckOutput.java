package dev.meanwhile.cli;

import dev.meanwhile.check.profile.MeasuredWaits;
import dev.meanwhile.check.profile.Profile;
import dev.meanwhile.check.report.Canvas;
import dev.meanwhile.check.report.GithubReport;
import dev.meanwhile.check.report.HtmlReport;
import dev.meanwhile.check.report.JsonReport;
import dev.meanwhile.check.report.ReportWriter;
import dev.meanwhile.check.report.SarifReport;
import dev.meanwhile.check.report.TextReport;
import dev.meanwhile.trace.Terminal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The part of {@code meanwhile check} that says how to report. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckOutput {
  /** How to print the report. */
  enum Format {
    text,
    json,
    sarif,
    github,
    html
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private Drawing drawing;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Ranks what is found by the time it cost while the program ran. A recording of the JDK"
              + " Flight Recorder, a trace, or a folder of traces; may be given again.")
  private List<Path> measured = new ArrayList<>();

  @Option(
      names = "--with-suppressed",
      description = "Lists in sarif also what is suppressed, with the reason.")
  private boolean isWithSuppressed;

  private Profile profile = Profile.NONE;

  /**
   * Reads what was measured, so that a wrong file is told of before the work.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IllegalArgumentException if a file is neither a trace nor a recording, which the
   *     message names, or an option is not for the format
   */
  void read() throws NoSuchFileException {
    if (isWithSuppressed && format != Format.sarif) {
      throw new IllegalArgumentException(
          "--with-suppressed is for --format sarif, not for --format " + format);
    }
    var recordings = new ArrayList<MeasuredWaits>();
    for (Path file : measured) {
      try {
        recordings.add(ProfileReader.read(file));
      } catch (NoSuchFileException missing) {
        throw missing;
      } catch (IOException wrong) {
        throw new IllegalArgumentException(wrong.getMessage(), wrong);
      }
    }
    profile = Profile.of(recordings);
  }

  /** What was measured. */
  Profile profile() {
    return profile;
  }

  /** Begins a report. */
  ReportWriter writer() {
    Path base = Path.of("");
    return switch (format) {
      case text -> new TextReport(base, canvas(), profile);
      case json -> new JsonReport(base, profile);
      case sarif -> new SarifReport(base, Version.number(), profile, unwanted());
      case github -> new GithubReport(base, profile);
      case html -> new HtmlReport(base, profile);
    };
  }

  private SarifReport.Unwanted unwanted() {
    return isWithSuppressed ? SarifReport.Unwanted.LISTED : SarifReport.Unwanted.LEFT_OUT;
  }

  private Canvas canvas() {
    Terminal terminal = drawing.terminal();
    return new Canvas(terminal.width(), terminal.colours(), terminal.unicode());
  }
}
