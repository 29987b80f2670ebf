package dev.meanwhile.check;

import dev.meanwhile.check.model.Method;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.rule.Analysis;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import dev.meanwhile.check.waits.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;

/** Runs all rules on programs. */
final class Inspection {
  private final Catalogue catalogue;
  private final GroupListener listener;

  Inspection(Catalogue catalogue, GroupListener listener) {
    this.catalogue = catalogue;
    this.listener = listener;
  }

  /** Runs all rules on a program. */
  void inspect(Program program) {
    var analysis = Analysis.of(program, catalogue);
    var generated = Generated.in(program);
    program
        .methods()
        .filter(method -> method.body().isPresent())
        .filter(method -> !generated.contains(method))
        .sorted(
            Comparator.comparing((Method method) -> method.file().path())
                .thenComparingInt(method -> method.at().start()))
        .forEach(method -> inspect(method, analysis));
  }

  private void inspect(Method method, Analysis analysis) {
    var findings = new ArrayList<Finding>();
    for (Rule rule : Rules.all()) {
      try {
        rule.check(method, analysis, findings::add);
      } catch (RuntimeException | StackOverflowError failure) {
        listener.failed(problem(rule, method, failure));
      }
    }
    findings.sort(Comparator.comparingInt(finding -> finding.place().span().start()));
    for (Finding finding : findings) {
      listener.found(new RawFinding(finding, Suppressions.reason(finding, method)));
    }
  }

  /** A mistake in a rule costs a method, not the run. */
  private static Problem problem(Rule rule, Method method, Throwable failure) {
    int line = method.file().line(method.at().start());
    return new Problem(method.file().path(), line, rule.id() + " failed: " + failure);
  }
}
