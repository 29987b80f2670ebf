package dev.meanwhile.check;

import dev.meanwhile.check.javac.JavacReader;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.rule.Rule;
import dev.meanwhile.check.rule.Rules;
import dev.meanwhile.check.source.SourceGroup;
import dev.meanwhile.check.source.SourceRoot;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final CheckListener listener;
  private final Inspection inspection;
  private final List<Problem> problems = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private Report.Coverage coverage = Report.Coverage.NOTHING;

  private Checker(CheckOptions options, CheckListener listener) throws IOException {
    this.options = options;
    this.listener = listener;
    this.inspection = new Inspection(options, listener);
  }

  /**
   * Checks what the options name, and tells the listener on the way.
   *
   * @throws IOException if a file or folder cannot be read
   * @throws MalformedConfiguration if the configuration is not as it should be
   * @throws IllegalArgumentException if the options name a rule that does not exist
   */
  public static Report check(CheckOptions options, CheckListener listener) throws IOException {
    return new Checker(options, listener)
        .run(SourceTree.find(options.paths(), options.withTests()));
  }

  /** The ids of all rules. */
  public static List<String> rules() {
    return Rules.all().stream().map(Rule::id).toList();
  }

  private Report run(List<SourceRoot> roots) throws IOException {
    int total = roots.stream().mapToInt(root -> root.files().size()).sum();
    for (SourceGroup group : SourceGroup.of(roots)) {
      check(group, total);
    }
    return new Report(inspection.findings(), problems, inspection.suppressed(), coverage);
  }

  private void check(SourceGroup group, int total) throws IOException {
    var reader =
        new JavacReader(
            options.classPath(),
            () -> listener.progress(Math.min(done.incrementAndGet(), total), total));
    Program program = reader.read(group);
    reader.problems().forEach(this::report);
    coverage = coverage.and(CoverageCount.of(group, program));
    inspection.inspect(program);
  }

  private void report(Problem problem) {
    problems.add(problem);
    listener.failed(problem);
  }
}
