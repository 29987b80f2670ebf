package dev.meanwhile.check.report;

import dev.meanwhile.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Findings that are known, so that a project can begin to check before it has mended everything.
 *
 * <p>A finding stays known when lines move, code is indented anew, or its file goes to another
 * folder; not when its own code changes. Of findings with equal code, as many are known as there
 * were.
 *
 * <p>Its file is text with a line per kind of finding, in the order of files: the name of the file
 * and the rule, for people, then the fingerprint and how often.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class Baseline {
  private static final String HEAD = "# meanwhile check: known findings, format 1";
  private static final Pattern LINE = Pattern.compile(".+ (?<fingerprint>\\w+) (?<count>\\d{1,9})");

  private final Map<String, Integer> counts;
  private final List<String> lines;

  private Baseline(Map<String, Integer> counts, List<String> lines) {
    this.counts = Map.copyOf(counts);
    this.lines = List.copyOf(lines);
  }

  /** These findings. */
  public static Baseline of(List<Finding> findings) {
    var counts = new HashMap<String, Integer>();
    var lines = new TreeMap<String, Integer>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.of(finding);
      counts.merge(fingerprint, 1, Integer::sum);
      String name = finding.place().path().getFileName() + " " + finding.rule();
      lines.merge(name + " " + fingerprint, 1, Integer::sum);
    }
    return new Baseline(
        counts,
        lines.entrySet().stream().map(line -> line.getKey() + " " + line.getValue()).toList());
  }

  /**
   * What {@link #write} has written.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IllegalArgumentException if the file cannot be read, or is no baseline; the message
   *     names it
   */
  public static Baseline read(Path file) throws NoSuchFileException {
    var counts = new HashMap<String, Integer>();
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
      throw new IllegalArgumentException(
          file + ":1: no baseline, which begins with \"" + HEAD + "\"");
    }
    for (int i = 1; i < lines.size(); i++) {
      var line = LINE.matcher(lines.get(i));
      if (!line.matches()) {
        throw new IllegalArgumentException(
            "%s:%d: \"%s\"; allowed: FILE RULE FINGERPRINT COUNT"
                .formatted(file, i + 1, lines.get(i)));
      }
      counts.merge(line.group("fingerprint"), Integer.valueOf(line.group("count")), Integer::sum);
    }
    return new Baseline(counts, lines.subList(1, lines.size()));
  }

  private static List<String> lines(Path file) throws NoSuchFileException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": this baseline cannot be read", e);
    }
  }

  /** Writes it to this file, over what is there. */
  public void write(Path file) throws IOException {
    var text = new ArrayList<>(List.of(HEAD));
    text.addAll(lines);
    Files.write(file, text);
  }

  /**
   * A count through the findings of one run, in their order: says of each whether it is new. Not
   * safe for use by many threads.
   */
  public Predicate<Finding> news() {
    var seen = new HashMap<String, Integer>();
    return finding -> {
      String fingerprint = Fingerprint.of(finding);
      return seen.merge(fingerprint, 1, Integer::sum) > counts.getOrDefault(fingerprint, 0);
    };
  }
}
