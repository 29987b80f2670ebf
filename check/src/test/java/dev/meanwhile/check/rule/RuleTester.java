package dev.meanwhile.check.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Confidence;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Runs one rule on source text with markers. A line with {@code // finds: independent-waits} must
 * be the first line of a finding of that rule; every other line must not.
 *
 * <pre>{@code
 * rule.judges("class Page { … var user = users.find(id); // finds: independent-waits … }");
 * }</pre>
 *
 * <p>Each text is checked twice: with the library types in the test sources of this module ({@code
 * org.springframework} and others, only as much of them as is used), and without, as in a tree
 * whose dependencies are missing. Several files in one text begin with {@code // file: Name.java}
 * each.
 */
public final class RuleTester {
  private static final Pattern MARKER = Pattern.compile("//\\s*finds:\\s*([\\w-]+)");
  private static final Pattern FILE = Pattern.compile("(?m)^// file: (\\S+)$");

  private final String rule;

  /** Tests a rule. */
  public RuleTester(Rule rule) {
    this.rule = rule.id();
  }

  /** Finds what the markers say, with the library types and without. */
  public void judges(String text) {
    judgesWithLibraries(text);
    judgesWithoutLibraries(text);
  }

  /** Finds what the markers say, with the library types. */
  public void judgesWithLibraries(String text) {
    judges(text, List.of(libraries()), "with the libraries");
  }

  /** Finds what the markers say, without any library type. */
  public void judgesWithoutLibraries(String text) {
    judges(text, List.of(), "without the libraries");
  }

  private void judges(String text, List<Path> classPath, String how) {
    var found = new ArrayList<String>();
    for (Finding finding : check(text, classPath).findings()) {
      found.add(finding.place().path().getFileName() + ":" + finding.place().line());
    }
    assertThat(found).as("lines with findings, %s, of%n%s", how, text).isEqualTo(marked(text));
  }

  /** The findings of a text, with the library types. */
  public List<Finding> findings(String text) {
    return check(text, List.of(libraries())).findings();
  }

  /** The report on a text. */
  public Report check(String text, List<Path> classPath) {
    var options =
        CheckOptions.of()
            .withClassPath(classPath)
            .withOnly(Set.of(rule))
            .withConfidence(Confidence.LIKELY);
    try {
      Report report = Checker.check(parts(text), options, CheckListener.NONE);
      assertThat(report.problems()).isEmpty();
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SourceText> parts(String text) {
    var file = FILE.matcher(text);
    if (!file.find()) {
      return List.of(new SourceText(Path.of("Sample.java"), text));
    }
    var parts = new ArrayList<SourceText>();
    int start = file.start();
    String name = file.group(1);
    while (file.find()) {
      parts.add(new SourceText(Path.of(name), text.substring(start, file.start())));
      start = file.start();
      name = file.group(1);
    }
    parts.add(new SourceText(Path.of(name), text.substring(start)));
    return parts;
  }

  private List<String> marked(String text) {
    var marked = new ArrayList<String>();
    for (SourceText part : parts(text)) {
      List<String> lines = part.text().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        var marker = MARKER.matcher(lines.get(i));
        if (marker.find() && marker.group(1).equals(rule)) {
          marked.add(part.path() + ":" + (i + 1));
        }
      }
    }
    return marked;
  }

  /** Where the library types of the test sources are compiled to. */
  static Path libraries() {
    try {
      var source = RuleTester.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
