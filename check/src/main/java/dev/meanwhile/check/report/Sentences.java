package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.profile.Profile;
import java.util.ArrayList;

/** A finding in plain text, for formats without a place of their own for reasons and advice. */
public final class Sentences {
  private Sentences() {}

  /** The message, a line per reason, and the advice. */
  public static String of(Finding finding) {
    return of(finding, Profile.NONE);
  }

  /** The message, a line per reason, what was measured, and the advice. */
  static String of(Finding finding, Profile profile) {
    var lines = new ArrayList<String>();
    lines.add(finding.message());
    finding.reasons().forEach(reason -> lines.add("why: " + reason));
    if (profile.isGiven()) {
      String measured = profile.of(finding).map(Words::measured).orElse(Words.NOT_SEEN);
      lines.add("measured: " + measured);
    }
    if (!finding.advice().isEmpty()) {
      lines.add("then: " + finding.advice());
    }
    return String.join("\n", lines);
  }
}
