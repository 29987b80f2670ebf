package dev.meanwhile.check.report;

import dev.meanwhile.check.Answer;
import dev.meanwhile.check.Report;

/** What may help most after a report. */
final class NextStep {
  /** So many findings are not mended in a day. */
  private static final int MANY = 20;

  private NextStep() {}

  /** One sentence; empty if there is nothing to do. */
  static String after(Report report, boolean isProfiled) {
    int found = report.findings().size();
    long fixable =
        report.findings().stream().filter(finding -> finding.answer() == Answer.AUTO).count();
    if (found == 0) {
      return "";
    }
    if (fixable > 0) {
      return "--dry-run shows what --fix would rewrite: " + fixable + " of " + found;
    }
    if (found > MANY) {
      return "--write-baseline FILE takes these as known; then --baseline FILE reports what is new";
    }
    return isProfiled
        ? "a comment // meanwhile: ignore RULE because … leaves one as it is"
        : "--profile FILE ranks them by the time they cost: a recording or a trace";
  }
}
