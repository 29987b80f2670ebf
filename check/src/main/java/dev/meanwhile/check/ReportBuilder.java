package dev.meanwhile.check;

import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses from all findings by what the options and the configuration say, and reports those. */
final class ReportBuilder implements GroupListener {
  private final CheckOptions options;
  private final Configuration configuration;
  private final CheckListener listener;
  private final Set<String> rules;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Report.Coverage coverage = Report.Coverage.NOTHING;

  ReportBuilder(CheckOptions options, Configuration configuration, CheckListener listener) {
    this.options = options;
    this.configuration = configuration;
    this.listener = listener;
    this.rules = Rules.all().stream().filter(this::isOn).map(Rule::id).collect(Collectors.toSet());
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

  /** Reports a finding if it is wanted. */
  @Override
  public void found(RawFinding raw) {
    if (!rules.contains(raw.finding().rule())
        || !raw.finding().confidence().isAtLeast(options.confidence())) {
      return;
    }
    Finding finding = levelled(raw.finding());
    Optional<Suppressed> unwanted =
        raw.unwanted()
            .map(because -> new Suppressed(finding, Suppressed.Kind.IN_SOURCE, because))
            .or(() -> configuration.suppressed(finding));
    if (unwanted.isPresent()) {
      suppressed.add(unwanted.get());
    } else {
      findings.add(finding);
      listener.found(finding);
    }
  }

  /** The finding with the severity that the user gives its rule. */
  private Finding levelled(Finding finding) {
    return configuration
        .severities()
        .getOrDefault(finding.rule(), Optional.empty())
        .map(finding::with)
        .orElse(finding);
  }

  @Override
  public void failed(Problem problem) {
    problems.add(problem);
    listener.failed(problem);
  }

  @Override
  public void read(Report.Coverage more) {
    coverage = coverage.and(more);
  }

  /** What is reported so far. */
  Report report() {
    return new Report(findings, problems, suppressed, coverage);
  }
}
