package dev.meanwhile.trace;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tracing as one text: {@code DIR[,sample=1/100][,slower-than=500ms]…}. Each option may stand
 * once, in any order.
 */
final class TracingSetting {
  private static final Pattern SAMPLE = Pattern.compile("1/(\\d{1,9})()");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|min)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KB|MB|GB)");
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})()");
  private final Path folder;
  private @Nullable Long sample;
  private @Nullable Duration slowerThan;
  private @Nullable Long events;
  private @Nullable Long bytes;
  private @Nullable Duration logSlowerThan;

  private TracingSetting(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is none of a tracing; the message repeats what is wrong
   *     and says what is allowed
   */
  static TracingSetting parse(String text) {
    List<String> parts = Arrays.asList(text.split(",", -1));
    var setting = new TracingSetting(folder(parts.getFirst()));
    parts.subList(1, parts.size()).forEach(setting::read);
    return setting;
  }

  private static Path folder(String name) {
    if (name.isBlank() || name.contains("=")) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no folder; allowed: DIR[,sample=1/100][,slower-than=500ms]"
              + "[,events=65536][,disk=256MB][,log-slower-than=1s]");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + name + "\" is no folder: " + e.getReason(), e);
    }
  }

  private void read(String option) {
    int equals = Math.max(0, option.indexOf('='));
    String value = option.substring(Math.min(option.length(), equals + 1));
    switch (option.substring(0, equals)) {
      case "sample" -> sample = number(option, SAMPLE, value, "sample=1/N, such as sample=1/100");
      case "slower-than" -> slowerThan = time(option, value);
      case "log-slower-than" -> logSlowerThan = time(option, value);
      case "events" -> events = number(option, COUNT, value, "events=N, such as events=65536");
      case "disk" -> bytes = number(option, SIZE, value, "disk=N with KB, MB or GB");
      default ->
          throw new IllegalArgumentException(
              "\""
                  + option
                  + "\" is no option; allowed: sample=1/N, slower-than=TIME, events=N,"
                  + " disk=SIZE, log-slower-than=TIME");
    }
  }

  private static Duration time(String option, String value) {
    return Duration.ofMillis(number(option, TIME, value, "a number above 0 with ms, s or min"));
  }

  private static long number(String option, Pattern form, String value, String allowed) {
    Matcher matcher = form.matcher(value);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new IllegalArgumentException("\"" + option + "\" cannot be read; allowed: " + allowed);
    }
    return Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
  }

  private static long unit(String name) {
    return switch (name) {
      case "s", "KB" -> 1_000;
      case "min" -> 60_000;
      case "MB" -> 1_000_000;
      case "GB" -> 1_000_000_000;
      default -> 1;
    };
  }

  /** Starts it for the rest of the process. */
  void start() throws IOException {
    tracing().start();
    if (logSlowerThan != null) {
      SlowRuns.over(logSlowerThan).install();
    }
  }

  Tracing tracing() {
    Tracing tracing = Tracing.to(folder).only(recording());
    return bytes == null ? tracing : tracing.upTo(bytes);
  }

  private Recording recording() {
    Recording recording = chosen();
    return events == null ? recording : recording.eventsOfARun(Math.toIntExact(events));
  }

  /** Who asks for slow runs only, gets no others. */
  private Recording chosen() {
    if (slowerThan == null) {
      return sample == null ? Recording.everyRun() : Recording.oneRunIn(Math.toIntExact(sample));
    }
    return sample == null
        ? Recording.slowerThan(slowerThan)
        : Recording.oneRunIn(Math.toIntExact(sample)).orSlowerThan(slowerThan);
  }
}
