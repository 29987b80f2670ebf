package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding.Mark;
import dev.meanwhile.check.Place;
import dev.meanwhile.check.Problem;
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

  Map<String, Object> location(Place place) {
    var region = new LinkedHashMap<String, Object>();
    region.put("startLine", place.line());
    region.put("startColumn", place.column());
    region.put("endLine", place.endLine());
    region.put("endColumn", place.endColumn());
    region.put("snippet", Map.of("text", place.text()));
    return location(place.path(), region);
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
