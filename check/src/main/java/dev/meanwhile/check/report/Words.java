package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Saving;
import dev.meanwhile.check.profile.Measurement;
import java.util.Locale;
import java.util.Optional;

/** Says numbers, times and savings for people. */
final class Words {
  /** Of a finding without figures, where there are some. */
  static final String NOT_SEEN = "not seen to wait in what was measured";

  /** What a finding saves, or has waited, with a word for what it is. */
  record Cost(String head, String text) {}

  private Words() {}

  /** A constant as users write it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** A time with about three digits. */
  static String duration(long nanos) {
    if (nanos < 9_950_000) {
      return Math.round(nanos / 1e5) / 10.0 + " ms";
    }
    return nanos < 9_999_500_000L
        ? Math.round(nanos / 1e6) + " ms"
        : Math.round(nanos / 1e8) / 10.0 + " s";
  }

  /** Stands above how it is. */
  static String now(Optional<Measurement> measured) {
    return measured.map(waits -> "now: " + duration(waits.medianNanos())).orElse("now");
  }

  private static String now(Saving saving) {
    return saving.isPerElement()
        ? "~1 round trip per element"
        : saving.waits() + " × ~1 round trip";
  }

  /** Stands above how it could be. */
  static String then(Optional<Measurement> measured) {
    return measured
        .map(waits -> "then: " + duration(waits.medianNanos() - waits.medianSavedNanos()))
        .orElse("then");
  }

  private static String then(Saving saving) {
    if (saving.atOnce() > 0) {
      return saving.atOnce() + " at once";
    }
    return saving.isPerElement() ? "1 for all" : String.valueOf(saving.steps());
  }

  /** What a mark took in a call. */
  static String ofMark(long nanos) {
    return nanos == 0 ? "not seen" : duration(nanos);
  }

  /** What a finding saves, or has waited; empty if neither is known. */
  static Optional<Cost> cost(Finding finding, Optional<Measurement> measured) {
    if (finding.saving().isEmpty()) {
      return measured.map(waits -> new Cost("Waited", waited(waits)));
    }
    Saving saving = finding.saving().get();
    String text = now(saving) + " → " + then(saving);
    return Optional.of(new Cost("Saves", measured.map(Words::saved).orElse(text)));
  }

  /** What was measured, in a text. */
  static String measured(Measurement measured) {
    String waited = "waited " + waited(measured);
    return measured.savedNanos() > 0
        ? waited + "; could save " + duration(measured.savedNanos())
        : waited;
  }

  private static String saved(Measurement measured) {
    String all = duration(measured.savedNanos()) + " of " + inCalls(measured);
    return measured.calls() == 1
        ? all
        : duration(measured.medianSavedNanos())
            + " of "
            + duration(measured.medianNanos())
            + " a call (median); "
            + all;
  }

  private static String waited(Measurement measured) {
    return measured.calls() == 1
        ? inCalls(measured)
        : duration(measured.medianNanos()) + " a call (median); " + inCalls(measured);
  }

  private static String inCalls(Measurement measured) {
    String calls = duration(measured.nanos()) + " in " + counted(measured.calls(), "call");
    return measured.isSourceNewer() ? calls + "; the file has changed since" : calls;
  }
}
