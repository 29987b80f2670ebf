package dev.meanwhile.cli;

import dev.meanwhile.trace.whatif.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that change a run. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Changes {
  private static final Pattern VALUE = Pattern.compile("(\\d+(?:\\.\\d+)?)(x|us|ms|s)");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--independent",
      paramLabel = "NAME,NAME",
      description = "These tasks need nothing of each other: they run at once.")
  private List<String> independent = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "NAME=PERMITS",
      description = "The limit has so many permits.")
  private List<String> limits = new ArrayList<>();

  @Option(
      names = "--faster",
      paramLabel = "NAME=2x|50ms",
      description = "The task, with all below it, is so many times as fast, or takes so long.")
  private List<String> faster = new ArrayList<>();

  @Option(names = "--no-retries", description = "No call is retried: its last attempt is the only.")
  private boolean noRetries;

  @Option(
      names = "--retries",
      paramLabel = "COUNT",
      description = "No call is retried more often than this.")
  private @Nullable Integer retries;

  /** In the order of the options above. */
  List<Change> list() {
    var changes = new ArrayList<Change>();
    independent.forEach(names -> changes.add(new Change.Independent(List.of(names.split(",")))));
    limits.forEach(limit -> changes.add(capacity(limit)));
    faster.forEach(task -> changes.add(faster(task)));
    if (noRetries || retries != null) {
      changes.add(new Change.Retries(noRetries || retries == null ? 0 : retries));
    }
    return changes;
  }

  private Change capacity(String option) {
    try {
      return new Change.Capacity(name("--limit", option), Integer.parseInt(value(option)));
    } catch (NumberFormatException e) {
      throw error("--limit is " + option + "; allowed: NAME=PERMITS, as in db=8");
    }
  }

  private Change faster(String option) {
    Matcher value = VALUE.matcher(value(option));
    if (!value.matches()) {
      throw error(
          "--faster is "
              + option
              + "; allowed: NAME=FACTORx or NAME=TIME, as in user=2x"
              + " or user=50ms; times are in us, ms or s");
    }
    String name = name("--faster", option);
    double number = Double.parseDouble(value.group(1));
    return switch (value.group(2)) {
      case "x" -> new Change.Faster(name, number);
      case "us" -> new Change.Takes(name, Duration.ofNanos(Math.round(number * 1e3)));
      case "ms" -> new Change.Takes(name, Duration.ofNanos(Math.round(number * 1e6)));
      default -> new Change.Takes(name, Duration.ofNanos(Math.round(number * 1e9)));
    };
  }

  /** A name may hold the sign itself. */
  private String name(String option, String text) {
    int sign = text.lastIndexOf('=');
    if (sign < 1) {
      throw error(option + " is " + text + "; allowed: NAME=VALUE");
    }
    return text.substring(0, sign);
  }

  private static String value(String text) {
    return text.substring(text.lastIndexOf('=') + 1);
  }

  private ParameterException error(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
