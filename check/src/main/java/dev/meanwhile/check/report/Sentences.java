package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import java.util.ArrayList;

/** A finding in plain text, for formats without a place of their own for reasons and advice. */
public final class Sentences {
  private Sentences() {}

  /** The message, a line per reason, and the advice. */
  public static String of(Finding finding) {
    var lines = new ArrayList<String>();
    lines.add(finding.message());
    finding.reasons().forEach(reason -> lines.add("why: " + reason));
    if (!finding.advice().isEmpty()) {
      lines.add("then: " + finding.advice());
    }
    return String.join("\n", lines);
  }
}
