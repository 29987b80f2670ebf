package dev.meanwhile.check;

import dev.meanwhile.check.javac.JavacReader;
import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.rule.Analysis;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceTree;
import dev.meanwhile.check.waits.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Checks source trees. The code under check is read, never run; dependencies may be missing.
 *
 * <pre>{@code
 * Report report = Checker.check(CheckOptions.of(Path.of("my-service")), CheckListener.NONE);
 * }</pre>
 *
 * <p>Memory: one group of modules at a time, about 2 GB for a million lines.
 */
public final class Checker {
  private final CheckOptions options;
  private final Configuration configuration;
  private final CheckListener listener;
  private final List<Rule> rules;
  private final Catalogue catalogue;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private int suppressed;
  private Report.Coverage coverage = Report.Coverage.NOTHING;

  private Checker(CheckOptions options, CheckListener listener) throws IOException {
    this.options = options;
    this.configuration = Configuration.of(options);
    this.listener = listener;
    this.catalogue = Catalogue.with(configuration.waits());
    this.rules = Rules.all().stream().filter(this::isOn).toList();
  }

  /**
   * Checks what the options name, and tells the listener on the way.
   *
   * @throws IOException if a file or folder cannot be read
   * @throws MalformedConfiguration if the configuration is not as it should be
   * @throws IllegalArgumentException if the options name a rule that does not exist
   */
  public static Report check(CheckOptions options, CheckListener listener) throws IOException {
    requireRules(options.only());
    requireRules(options.skip());
    return new Checker(options, listener).run();
  }

  /** The ids of all rules. */
  public static List<String> rules() {
    return Rules.all().stream().map(Rule::id).toList();
  }

  private static void requireRules(Set<String> ids) {
    for (String id : ids) {
      if (!rules().contains(id)) {
        throw new IllegalArgumentException(
            "there is no rule \"" + id + "\"; allowed: " + String.join(", ", rules()));
      }
    }
  }

  private boolean isOn(Rule rule) {
    boolean isConfigured =
        configuration
            .severities()
            .getOrDefault(rule.id(), Optional.of(rule.severity()))
            .isPresent();
    return options.only().isEmpty()
        ? isConfigured && !options.skip().contains(rule.id())
        : options.only().contains(rule.id());
  }

  private Report run() throws IOException {
    var roots = SourceTree.find(options.paths(), options.withTests());
    int total = roots.stream().mapToInt(root -> root.files().size()).sum();
    for (SourceGroup group : SourceGroup.of(roots)) {
      check(group, total);
    }
    return new Report(findings, problems, suppressed, coverage);
  }

  private void check(SourceGroup group, int total) throws IOException {
    var reader =
        new JavacReader(
            options.classPath(),
            () -> listener.progress(Math.min(done.incrementAndGet(), total), total));
    Program program = reader.read(group);
    reader.problems().forEach(this::report);
    coverage = coverage.and(CoverageCount.of(group, program));
    Set<Path> generated = generated(group, program);
    var analysis = Analysis.of(program, catalogue);
    program
        .methods()
        .filter(method -> method.body().isPresent())
        .filter(method -> !generated.contains(method.file().path()))
        .sorted(
            Comparator.comparing((Method method) -> method.file().path())
                .thenComparingInt(method -> method.at().start()))
        .forEach(method -> check(method, analysis));
  }

  /** Files that a program wrote, by what their head or an annotation says. */
  private static Set<Path> generated(SourceGroup group, Program program) {
    Set<Path> generated =
        group
            .files()
            .filter(SourceFile::isGenerated)
            .map(SourceFile::path)
            .collect(Collectors.toSet());
    for (TypeDeclaration type : program.types()) {
      if (type.annotations().stream().anyMatch(a -> a.simpleName().endsWith("Generated"))) {
        generated.add(type.file().path());
      }
    }
    return generated;
  }

  private void check(Method method, Analysis analysis) {
    var found = new ArrayList<Finding>();
    for (Rule rule : rules) {
      rule.check(method, analysis, found::add);
    }
    found.sort(Comparator.comparingInt(finding -> finding.place().span().start()));
    found.forEach(finding -> report(finding, method));
  }

  private void report(Finding finding, Method method) {
    if (!finding.confidence().isAtLeast(options.confidence())) {
      return;
    }
    if (Suppressions.cover(finding, method)
        || configuration.ignores().stream().anyMatch(ignore -> ignore.covers(finding))) {
      suppressed++;
      return;
    }
    Finding levelled =
        configuration
            .severities()
            .getOrDefault(finding.rule(), Optional.empty())
            .map(finding::with)
            .orElse(finding);
    findings.add(levelled);
    listener.found(levelled);
  }

  private void report(Problem problem) {
    problems.add(problem);
    listener.failed(problem);
  }
}
