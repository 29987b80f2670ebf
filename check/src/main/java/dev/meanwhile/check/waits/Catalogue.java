package dev.meanwhile.check.waits;

import dev.meanwhile.check.MalformedConfiguration;
import dev.meanwhile.check.model.Annotation;
import dev.meanwhile.check.waits.CatalogueEntry.Timeout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The calls that wait, by type and name. */
public final class Catalogue {
  private final Map<String, List<CatalogueEntry>> byType = new HashMap<>();
  private final Map<String, List<CatalogueEntry>> byAnnotation = new HashMap<>();
  private final Map<String, List<CatalogueEntry>> byField = new HashMap<>();
  private final List<CatalogueEntry> patterns = new ArrayList<>();
  private final List<CatalogueEntry> chains;
  private final Map<String, Boolean> chainEnds = new ConcurrentHashMap<>();

  private Catalogue(List<CatalogueEntry> entries) {
    chains = entries.stream().filter(CatalogueEntry::isChain).toList();
    for (CatalogueEntry entry : entries) {
      if (entry.hasPatterns()) {
        patterns.add(entry);
      }
      entry
          .fields()
          .forEach(name -> byField.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry));
      entry.types().forEach(type -> add(type, entry));
      entry
          .annotations()
          .forEach(name -> byAnnotation.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry));
    }
  }

  /** By its full name, and by its last part if that cannot mean much else. */
  private void add(String type, CatalogueEntry entry) {
    byType.computeIfAbsent(type, _ -> new ArrayList<>()).add(entry);
    String last = type.substring(type.lastIndexOf('.') + 1);
    if (!last.equals(type) && Verbs.words(last).size() > 1) {
      byType.computeIfAbsent(last, _ -> new ArrayList<>()).add(entry);
    }
  }

  /** The catalogue that comes with Meanwhile, behind the user's own entries. */
  public static Catalogue with(List<CatalogueEntry> users) {
    var entries = new ArrayList<>(users);
    entries.addAll(Own.ENTRIES);
    return new Catalogue(entries);
  }

  /** The entries that come with Meanwhile, read when they are needed first. */
  private static final class Own {
    private static final String FILE = "catalogue.yaml";
    static final List<CatalogueEntry> ENTRIES = read();

    private static List<CatalogueEntry> read() {
      try (InputStream in = Objects.requireNonNull(Own.class.getResourceAsStream(FILE), FILE)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        var load = new Load(LoadSettings.builder().setLabel(FILE).build());
        return load.loadFromString(text) instanceof Map<?, ?> file
            ? entries(file.get("waits"), false)
            : List.of();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Reads entries from YAML that is parsed already.
   *
   * @param isUsers whether the user has written them
   * @throws MalformedConfiguration if they do not have the form of entries
   */
  public static List<CatalogueEntry> entries(@Nullable Object list, boolean isUsers) {
    if (list == null) {
      return List.of();
    }
    if (!(list instanceof List<?> items)) {
      throw new MalformedConfiguration("waits is \"" + list + "\"; allowed: a list");
    }
    return items.stream().map(item -> entry(item, isUsers)).toList();
  }

  private static CatalogueEntry entry(@Nullable Object item, boolean isUsers) {
    if (!(item instanceof Map<?, ?> map)) {
      throw new MalformedConfiguration(
          "\"" + item + "\" in waits; allowed: types, kind and methods");
    }
    return new CatalogueEntry(
        strings(map, "types"),
        strings(map, "annotated"),
        strings(map, "fields"),
        kind(map),
        strings(map, "reads"),
        strings(map, "writes"),
        strings(map, "waits"),
        strings(map, "except"),
        map.get("arguments") instanceof Integer most ? most : Integer.MAX_VALUE,
        Boolean.TRUE.equals(map.get("confined")),
        timeout(map),
        bulk(map),
        Boolean.TRUE.equals(map.get("chain")),
        Boolean.TRUE.equals(map.get("guess")),
        isUsers);
  }

  private static WaitKind kind(Map<?, ?> map) {
    String name = String.valueOf(map.get("kind"));
    try {
      return WaitKind.named(name);
    } catch (IllegalArgumentException unknown) {
      throw new MalformedConfiguration(
          "kind is \""
              + name
              + "\"; allowed: "
              + String.join(", ", names(WaitKind.values())).toLowerCase(Locale.ROOT));
    }
  }

  private static List<String> names(WaitKind[] kinds) {
    return List.of(kinds).stream().map(kind -> kind.name().replace('_', '-')).toList();
  }

  private static Timeout timeout(Map<?, ?> map) {
    Object value = map.get("timeout");
    return value == null
        ? Timeout.CLIENT
        : Timeout.valueOf(value.toString().toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> bulk(Map<?, ?> map) {
    var bulk = new HashMap<String, String>();
    if (map.get("bulk") instanceof Map<?, ?> pairs) {
      pairs.forEach((one, many) -> bulk.put(String.valueOf(one), String.valueOf(many)));
    }
    return Map.copyOf(bulk);
  }

  private static List<String> strings(Map<?, ?> map, String key) {
    return switch (map.get(key)) {
      case null -> List.of();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Object one -> List.of(one.toString());
    };
  }

  /** The entries for a type of this full name, or of this last part if that is all there is. */
  List<CatalogueEntry> ofType(String name) {
    var found = new ArrayList<CatalogueEntry>(byType.getOrDefault(name, List.of()));
    for (CatalogueEntry entry : patterns) {
      if (entry.isForType(name)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Whether a fluent chain of some type may end in a method of this name. */
  boolean endsChain(String method) {
    return chainEnds.computeIfAbsent(
        method, name -> chains.stream().anyMatch(entry -> entry.names(name)));
  }

  /** The entries for interfaces with an annotation. */
  List<CatalogueEntry> ofAnnotation(Annotation annotation) {
    List<CatalogueEntry> named = byAnnotation.getOrDefault(annotation.type(), List.of());
    return named.isEmpty() ? byAnnotation.getOrDefault(annotation.simpleName(), List.of()) : named;
  }

  /** The entries for fields with an annotation. */
  List<CatalogueEntry> ofField(Annotation annotation) {
    return byField.getOrDefault(annotation.simpleName(), List.of());
  }
}
