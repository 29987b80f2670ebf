package dev.meanwhile.check;

import dev.meanwhile.check.waits.Catalogue;
import dev.meanwhile.check.waits.CatalogueEntry;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A {@code meanwhile-check.yaml}.
 *
 * @param waits the user's additions to the catalogue
 * @param waitsText the same as text: equal texts mean equal additions
 * @param severities by rule; empty for a rule that is off
 * @param ignores what is not to be reported
 */
record Configuration(
    List<CatalogueEntry> waits,
    String waitsText,
    Map<String, Optional<Severity>> severities,
    List<Ignore> ignores) {

  static final String FILE_NAME = "meanwhile-check.yaml";
  private static final Configuration EMPTY = new Configuration(List.of(), "", Map.of(), List.of());
  private static final Set<String> KEYS = Set.of("waits", "rules", "ignore");

  /** Findings of a rule in files that match a pattern. */
  record Ignore(String rule, PathMatcher files, String because) {
    boolean covers(Finding finding) {
      return (rule.equals("*") || rule.equals(finding.rule()))
          && files.matches(finding.place().path());
    }
  }

  /** The configuration of a check; empty if there is none. */
  static Configuration of(CheckOptions options) throws IOException {
    if (options.configuration().isPresent()) {
      return read(options.configuration().get());
    }
    for (Path path : options.paths()) {
      Path file = path.resolve(FILE_NAME);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return EMPTY;
  }

  /** Whether it does not want to hear of a finding. */
  Optional<Suppressed> suppressed(Finding finding) {
    return ignores.stream()
        .filter(ignore -> ignore.covers(finding))
        .map(ignore -> new Suppressed(finding, Suppressed.Kind.EXTERNAL, ignore.because()))
        .findFirst();
  }

  private static Configuration read(Path file) throws IOException {
    try {
      var load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
      return of(load.loadFromString(Files.readString(file)));
    } catch (YamlEngineException | MalformedConfiguration e) {
      throw new MalformedConfiguration(file + ": " + e.getMessage());
    }
  }

  private static Configuration of(@Nullable Object yaml) {
    if (yaml == null) {
      return EMPTY;
    }
    if (!(yaml instanceof Map<?, ?> map) || !KEYS.containsAll(map.keySet())) {
      throw new MalformedConfiguration("allowed at the top: waits, rules, ignore");
    }
    return new Configuration(
        Catalogue.entries(map.get("waits"), true),
        text(map.get("waits")),
        severities(map.get("rules")),
        ignores(map.get("ignore")));
  }

  private static String text(@Nullable Object yaml) {
    return yaml == null ? "" : new Dump(DumpSettings.builder().build()).dumpToString(yaml);
  }

  private static Map<String, Optional<Severity>> severities(@Nullable Object rules) {
    var severities = new HashMap<String, Optional<Severity>>();
    if (rules instanceof Map<?, ?> map) {
      map.forEach((rule, level) ->
          severities.put(String.valueOf(rule), severity(rule, String.valueOf(level))));
    }
    return severities;
  }

  private static Optional<Severity> severity(Object rule, String level) {
    try {
      return level.equals("off") || level.equals("false")
          ? Optional.empty()
          : Optional.of(Severity.valueOf(level.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException unknown) {
      throw new MalformedConfiguration(
          "the level of " + rule + " is \"" + level + "\"; allowed: off, info, warning, error");
    }
  }

  private static List<Ignore> ignores(@Nullable Object list) {
    var ignores = new ArrayList<Ignore>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (!(item instanceof Map<?, ?> map) || !map.containsKey("because")) {
          throw new MalformedConfiguration(
              "\"" + item + "\" in ignore; allowed: rule, files and because");
        }
        ignores.add(
            new Ignore(
                text(map, "rule", "*"), glob(text(map, "files", "**")), text(map, "because", "")));
      }
    }
    return ignores;
  }

  private static String text(Map<?, ?> map, String key, String otherwise) {
    Object value = map.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static PathMatcher glob(String pattern) {
    String anywhere =
        pattern.startsWith("/") || pattern.startsWith("**") ? pattern : "**/" + pattern;
    return FileSystems.getDefault().getPathMatcher("glob:" + anywhere);
  }
}
