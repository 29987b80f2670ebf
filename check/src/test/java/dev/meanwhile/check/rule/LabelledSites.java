package dev.meanwhile.check.rule;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Place;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The labelled sites of a rule: shapes of service code, rebuilt small, in the folder {@code
 * labelled/<rule>} of the test resources. The first line of a file says what the shape is. A line
 * with {@code // finds: <rule>} is a site that must be found, whether it is now or not; one with
 * {@code // silent: <reason>} only looks like one. A marker on a line of its own is about the next.
 *
 * @param rule the rule
 * @param folder where the files are
 * @param sites the lines to be found
 * @param lookalikes the lines that only look like it
 */
record LabelledSites(String rule, Path folder, List<Line> sites, List<Line> lookalikes) {
  private static final Pattern MARKER = Pattern.compile("(.*)// (finds|silent): (.+)");

  /** A line of a file, from 1. */
  record Line(Path file, int number) {
    boolean isIn(Place place) {
      return place.path().getFileName().equals(file.getFileName())
          && place.line() <= number
          && number <= place.endLine();
    }

    @Override
    public String toString() {
      return file.getFileName() + ":" + number;
    }
  }

  /** The rules that have labelled sites. */
  static List<String> rules() throws IOException {
    return in(root()).stream().map(folder -> folder.getFileName().toString()).toList();
  }

  static LabelledSites of(String rule) throws IOException {
    Path folder = root().resolve(rule);
    var labelled = new LabelledSites(rule, folder, new ArrayList<>(), new ArrayList<>());
    for (Path file : in(folder)) {
      labelled.add(file);
    }
    return labelled;
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Path root() {
    var root = LabelledSites.class.getResource("/dev/meanwhile/check/labelled");
    try {
      return Path.of(Objects.requireNonNull(root, "labelled").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (marker.matches()) {
        int number = marker.group(1).isBlank() ? i + 2 : i + 1;
        (marker.group(2).equals("finds") ? sites : lookalikes).add(new Line(file, number));
      }
    }
  }

  /** What the rule finds of them, with these libraries. */
  Score score(List<Path> libraries) throws IOException {
    var options = CheckOptions.of(folder).withClassPath(libraries).withOnly(Set.of(rule));
    List<Place> found =
        Checker.check(options, CheckListener.NONE).findings().stream()
            .map(finding -> finding.place())
            .toList();
    return new Score(
        found.stream().filter(place -> isIn(place, lookalikes) || !isIn(place, sites)).toList(),
        sites.stream().filter(site -> found.stream().noneMatch(site::isIn)).toList(),
        sites.size());
  }

  private static boolean isIn(Place place, List<Line> lines) {
    return lines.stream().anyMatch(line -> line.isIn(place));
  }

  /**
   * How good a rule is.
   *
   * @param wrong what it has reported and should not have
   * @param missed what it has not found
   * @param sites how many there are to be found
   */
  record Score(List<Place> wrong, List<Line> missed, int sites) {
    /** The share of the findings that are right. */
    double precision() {
      return share(wrong.size());
    }

    /** The share of the sites that are found. */
    double recall() {
      return share(missed.size());
    }

    private double share(int others) {
      int hits = sites - missed.size();
      return (double) hits / Math.max(1, hits + others);
    }
  }
}
