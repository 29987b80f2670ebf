package dev.meanwhile.trace;

import dev.meanwhile.trace.whatif.Change;
import dev.meanwhile.trace.whatif.Forecast;
import dev.meanwhile.trace.whatif.Suggestion;
import dev.meanwhile.trace.whatif.WhatIf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what a run would have taken with something changed. Immutable. */
public final class WhatIfReport {
  private static final int MOST_NAMES = 6;

  /** A replay that is nearer than this to the measured time needs no word. */
  private static final double NEAR = 0.01;

  private static final String POSSIBLE =
      "up to: what the code does one after the other may need each other; at worst nothing changes";

  private final Glyphs glyphs;

  /**
   * A report in plain text.
   *
   * @param unicode whether to use characters beyond ASCII
   */
  public WhatIfReport(boolean unicode) {
    glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  /** What would save most, as the run suggests it; each line ends with {@code \n}. */
  public String ranked(WhatIf whatIf, List<Suggestion> suggestions) {
    var lines = new ArrayList<String>();
    lines.add(took(whatIf));
    if (suggestions.isEmpty()) {
      lines.add("nothing that was tried would have saved 1 % of it");
    }
    for (Suggestion suggestion : suggestions) {
      lines.add(
          "  %6s  %s %s"
              .formatted(
                  percent(suggestion.forecast()),
                  change(suggestion.forecast()),
                  words(suggestion.change(), suggestion.tasks(), whatIf)));
    }
    boolean anyPossible = suggestions.stream().anyMatch(s -> !s.forecast().isExact());
    if (anyPossible) {
      lines.add(POSSIBLE);
    }
    return text(lines);
  }

  /** What some changes would bring, all of them together; each line ends with {@code \n}. */
  public String of(WhatIf whatIf, Forecast forecast) {
    var lines = new ArrayList<String>();
    lines.add(took(whatIf));
    forecast.changes().forEach(change -> lines.add("  " + words(change, List.of(), whatIf)));
    lines.add(
        "  "
            + (forecast.isExact() ? "exact: " : "possible: ")
            + change(forecast)
            + "  ("
            + percent(forecast)
            + ")");
    if (!forecast.isExact()) {
      lines.add(POSSIBLE);
    }
    return text(lines);
  }

  /**
   * How far a forecast is from a run that was measured; and how far it is with the times that the
   * tasks took there, so that it can be told what is the replay's and what is the calls'.
   */
  public String against(WhatIf whatIf, Forecast forecast, Timeline measured) {
    var changes = new ArrayList<Change>(forecast.changes());
    Set<String> names = leaves(Timeline.of(whatIf.trace()));
    measured.rows().stream()
        .filter(row -> row.isLeaf() && names.contains(row.name()))
        .map(row -> new Change.Takes(row.name(), Duration.ofNanos(row.nanos())))
        .forEach(changes::add);
    return text(
        List.of(
            measured.name() + " was measured: " + glyphs.duration(measured.nanos()),
            "  predicted from the other run:          " + off(forecast.best(), measured),
            "  with the times that its calls took:    "
                + off(whatIf.forecast(changes).best(), measured)));
  }

  private static Set<String> leaves(Timeline timeline) {
    return timeline.rows().stream()
        .filter(TaskRow::isLeaf)
        .map(TaskRow::name)
        .collect(Collectors.toSet());
  }

  private String off(long predicted, Timeline measured) {
    double off = 100.0 * (predicted - measured.nanos()) / Math.max(1, measured.nanos());
    return String.format(Locale.ROOT, "%s (%+.1f %%)", glyphs.duration(predicted), off);
  }

  private String took(WhatIf whatIf) {
    String took = whatIf.trace().name() + " took " + glyphs.duration(whatIf.measured());
    long off = Math.abs(whatIf.replayed() - whatIf.measured());
    return off <= NEAR * whatIf.measured()
        ? took
        : took
            + "; its replay takes "
            + glyphs.duration(whatIf.replayed())
            + ", and the forecasts are as far off";
  }

  private String change(Forecast forecast) {
    return (forecast.isExact() ? "" : "up to ")
        + glyphs.duration(forecast.measured())
        + glyphs.arrow()
        + glyphs.duration(forecast.best());
  }

  private static String percent(Forecast forecast) {
    long share = Math.round(-100.0 * forecast.gain() / Math.max(1, forecast.measured()));
    return "%+d %%".formatted(share);
  }

  private String words(Change change, List<String> tasks, WhatIf whatIf) {
    return switch (change) {
      case Change.Independent(var names) -> independent(names, tasks);
      case Change.Capacity(var limit, int permits) ->
          "if "
              + limit
              + " had "
              + permits
              + " permits"
              + (whatIf.limits().containsKey(limit)
                  ? " instead of " + whatIf.limits().get(limit)
                  : "");
      case Change.Faster(var name, double times) -> "if " + name + " were " + faster(times);
      case Change.Takes(var name, var time) ->
          "if " + name + " took " + glyphs.duration(time.toNanos());
      case Change.Retries(int most) ->
          most == 0
              ? "if no call had been retried"
              : "if no call had been retried more than " + most + (most == 1 ? " time" : " times");
    };
  }

  private static String faster(double times) {
    return times == 2 ? "twice as fast" : number(times) + " times as fast";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }

  private static String independent(List<String> names, List<String> tasks) {
    int more = names.size() - MOST_NAMES;
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    String these = tasks.isEmpty() ? "these" : "these " + tasks.size();
    return "if "
        + these
        + " are independent: "
        + shown
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String text(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
