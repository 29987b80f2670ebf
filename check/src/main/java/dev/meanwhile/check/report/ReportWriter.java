package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import java.io.PrintWriter;

/** Writes a report in one format. */
public interface ReportWriter {
  /** Writes a finding as soon as it is known, if the format allows that. */
  default void found(Finding finding, PrintWriter out) {}

  /** Writes what is left to write. */
  void finished(Report report, PrintWriter out);
}
