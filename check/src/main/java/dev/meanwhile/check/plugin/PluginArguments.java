package dev.meanwhile.check.plugin;

import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the plugin, such as {@code level=error only=independent-waits,wait-in-loop}.
 *
 * @param options which rules to run, how sure a finding must be, whether in tests too
 * @param level what warnings and errors are reported as; empty for the level of each rule
 */
record PluginArguments(CheckOptions options, Optional<Severity> level) {
  private static final String NAMES = "level, only, skip, confidence, config, tests";

  /**
   * Reads arguments of the form {@code name=value}.
   *
   * @throws IllegalArgumentException if one is not understood
   */
  static PluginArguments parse(String... arguments) {
    var read = new PluginArguments(CheckOptions.of(), Optional.empty());
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "the argument is \"" + argument + "\"; allowed: NAME=VALUE with the names " + NAMES);
      }
      read = read.with(argument.substring(0, equals), argument.substring(equals + 1));
    }
    if (!read.options.only().isEmpty() && !read.options.skip().isEmpty()) {
      throw new IllegalArgumentException(
          "only and skip do not go together: what only does not name is not run anyway");
    }
    return read;
  }

  private PluginArguments with(String name, String value) {
    return switch (name) {
      case "level" -> new PluginArguments(options, Optional.of(named(name, value, Severity.class)));
      case "only" -> with(options.withOnly(ids(value)));
      case "skip" -> with(options.without(ids(value)));
      case "confidence" -> with(options.withConfidence(named(name, value, Confidence.class)));
      case "config" -> with(options.withConfiguration(file(value)));
      case "tests" -> isTrue(value) ? with(options.includingTests()) : this;
      default ->
          throw new IllegalArgumentException("there is no \"" + name + "\"; allowed: " + NAMES);
    };
  }

  private PluginArguments with(CheckOptions others) {
    return new PluginArguments(others, level);
  }

  private static Set<String> ids(String value) {
    return Set.copyOf(List.of(value.split(",")));
  }

  private static <E extends Enum<E>> E named(String name, String value, Class<E> type) {
    List<String> allowed =
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!allowed.contains(value)) {
      throw notAllowed(name, value, String.join(", ", allowed));
    }
    return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
  }

  private static Path file(String value) {
    Path file = Path.of(value);
    if (!Files.isRegularFile(file)) {
      throw notAllowed("config", value, "a file; there is none of that name");
    }
    return file;
  }

  private static boolean isTrue(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw notAllowed("tests", value, "true, false");
    }
    return value.equals("true");
  }

  private static IllegalArgumentException notAllowed(String name, String value, String allowed) {
    return new IllegalArgumentException(name + " is \"" + value + "\"; allowed: " + allowed);
  }
}
