package dev.meanwhile.check;

import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.rule.Analysis;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import dev.meanwhile.check.source.SourceText;
import dev.meanwhile.check.waits.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the rules on programs, and keeps what is to be reported. */
final class Inspection {
  private final CheckOptions options;
  private final Configuration configuration;
  private final CheckListener listener;
  private final List<Rule> rules;
  private final Catalogue catalogue;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();

  Inspection(CheckOptions options, CheckListener listener) throws IOException {
    requireRules(options.only());
    requireRules(options.skip());
    this.options = options;
    this.configuration = Configuration.of(options);
    this.listener = listener;
    this.catalogue = Catalogue.with(configuration.waits());
    this.rules = Rules.all().stream().filter(this::isOn).toList();
  }

  private static void requireRules(Set<String> ids) {
    for (String id : ids) {
      if (!Checker.rules().contains(id)) {
        throw new IllegalArgumentException(
            "there is no rule \"" + id + "\"; allowed: " + String.join(", ", Checker.rules()));
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

  /** What is to be reported of the programs so far. */
  List<Finding> findings() {
    return findings;
  }

  /** What else was found, which the user does not want to hear. */
  List<Suppressed> suppressed() {
    return suppressed;
  }

  /** Runs the rules on a program. */
  void inspect(Program program) {
    var analysis = Analysis.of(program, catalogue);
    Set<SourceText> generated = generated(program);
    program
        .methods()
        .filter(method -> method.body().isPresent())
        .filter(method -> !generated.contains(method.file()))
        .sorted(
            Comparator.comparing((Method method) -> method.file().path())
                .thenComparingInt(method -> method.at().start()))
        .forEach(method -> inspect(method, analysis));
  }

  /** Files that a program wrote, by what their head or an annotation says. */
  private static Set<SourceText> generated(Program program) {
    var seen = new HashSet<SourceText>();
    var generated = new HashSet<SourceText>();
    for (TypeDeclaration type : program.types()) {
      SourceText file = type.file();
      if ((seen.add(file) && file.isGenerated())
          || type.annotations().stream().anyMatch(a -> a.simpleName().endsWith("Generated"))) {
        generated.add(file);
      }
    }
    return generated;
  }

  private void inspect(Method method, Analysis analysis) {
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
    Finding levelled =
        configuration
            .severities()
            .getOrDefault(finding.rule(), Optional.empty())
            .map(finding::with)
            .orElse(finding);
    Optional<Suppressed> unwanted =
        Suppressions.of(levelled, method).or(() -> configuration.suppressed(levelled));
    if (unwanted.isPresent()) {
      suppressed.add(unwanted.get());
    } else {
      findings.add(levelled);
      listener.found(levelled);
    }
  }
}
