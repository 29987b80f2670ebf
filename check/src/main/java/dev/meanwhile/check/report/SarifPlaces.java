package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.fix.Fix;
import dev.meanwhile.check.fix.TextEdit;
import dev.meanwhile.check.source.SourceText;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places as SARIF has them: files below the base have relative addresses. */
final class SarifPlaces {
  private static final String ROOT = "%SRCROOT%";

  private final Path base;
  private final URI root;

  SarifPlaces(Path base) {
    this.base = base.toAbsolutePath().normalize();
    String address = this.base.toUri().toString();
    this.root = URI.create(address.endsWith("/") ? address : address + "/");
  }

  Map<String, Object> bases() {
    return Map.of(ROOT, Map.of("uri", root.toASCIIString()));
  }

  /** With the method around it. */
  Map<String, Object> location(Finding finding) {
    var location = location(finding.place());
    var method = new LinkedHashMap<String, Object>();
    method.put("fullyQualifiedName", finding.method().toString());
    method.put("kind", "function");
    location.put("logicalLocations", List.of(method));
    return location;
  }

  private Map<String, Object> location(Place place) {
    var region = region(place);
    region.put("snippet", Map.of("text", place.text()));
    return location(place.path(), region);
  }

  private static Map<String, Object> region(Place place) {
    var region = new LinkedHashMap<String, Object>();
    region.put("startLine", place.line());
    region.put("startColumn", place.column());
    region.put("endLine", place.endLine());
    region.put("endColumn", place.endColumn());
    return region;
  }

  /** What a rewrite changes in a file. */
  Map<String, Object> change(SourceText file, Fix fix) {
    var change = new LinkedHashMap<String, Object>();
    change.put("artifactLocation", artifact(file.path()));
    change.put(
        "replacements",
        fix.editsIn(file.text()).stream().map(edit -> replacement(file, edit)).toList());
    return change;
  }

  private static Map<String, Object> replacement(SourceText file, TextEdit edit) {
    var replacement = new LinkedHashMap<String, Object>();
    replacement.put("deletedRegion", region(new Place(file, edit.span())));
    replacement.put("insertedContent", Map.of("text", edit.replacement()));
    return replacement;
  }

  Map<String, Object> location(Problem problem) {
    return location(
        problem.path(), problem.line() > 0 ? Map.of("startLine", problem.line()) : Map.of());
  }

  private Map<String, Object> location(Path file, Map<String, Object> region) {
    var physical = new LinkedHashMap<String, Object>();
    physical.put("artifactLocation", artifact(file));
    if (!region.isEmpty()) {
      physical.put("region", region);
    }
    var location = new LinkedHashMap<String, Object>();
    location.put("physicalLocation", physical);
    return location;
  }

  private Map<String, Object> artifact(Path file) {
    URI address = file.toUri();
    if (!file.startsWith(base)) {
      return Map.of("uri", address.toASCIIString());
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("uri", root.relativize(address).toASCIIString());
    json.put("uriBaseId", ROOT);
    return json;
  }

  /** One location per mark, numbered from 1. */
  List<Map<String, Object>> related(List<Mark> marks) {
    var related = new ArrayList<Map<String, Object>>();
    for (Mark mark : marks) {
      var location = location(mark.place());
      location.put("id", related.size() + 1);
      if (!mark.label().isEmpty()) {
        location.put("message", Map.of("text", mark.label()));
      }
      related.add(location);
    }
    return related;
  }
}
