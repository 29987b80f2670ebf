package dev.meanwhile.check.plugin;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.meanwhile.check.CheckListener;
import dev.meanwhile.check.CheckOptions;
import dev.meanwhile.check.Checker;
import dev.meanwhile.check.Finding;
import dev.meanwhile.check.Report;
import dev.meanwhile.check.Severity;
import dev.meanwhile.check.javac.ProgramReader;
import dev.meanwhile.check.javac.TreeFinder;
import dev.meanwhile.check.report.Sentences;
import dev.meanwhile.check.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** The check of one compilation. */
final class BuildCheck {
  private final PluginArguments arguments;
  private final Trees trees;
  private final ProgramReader reader;
  private final Map<Path, CompilationUnitTree> files = new LinkedHashMap<>();
  private @Nullable TreeFinder finder;

  BuildCheck(PluginArguments arguments, JavacTask task) {
    this.arguments = arguments;
    this.trees = Trees.instance(task);
    this.reader = new ProgramReader(task);
  }

  /** Reads a class that is attributed and not changed any further yet. */
  void read(ClassTree type, CompilationUnitTree file) throws IOException {
    reader.read(type, file);
    files.put(ProgramReader.path(file.getSourceFile()), file);
  }

  /** Checks what is read, and reports what is found as if javac had. */
  void report() throws IOException {
    Report report = Checker.check(reader.program(), options(), CheckListener.NONE);
    for (Finding finding : report.findings()) {
      if (isReported(finding.place().path())) {
        report(finding);
      }
    }
    if (!report.problems().isEmpty()) {
      throw new IllegalStateException(report.problems().getFirst().toString());
    }
  }

  private CheckOptions options() {
    CheckOptions options = arguments.options();
    return files.isEmpty() || options.configuration().isPresent()
        ? options
        : options.withConfigurationAbove(files.keySet().iterator().next());
  }

  /** Neither in what processors have written nor, unless that is wanted, in tests. */
  private boolean isReported(Path file) {
    return !SourceTree.isGenerated(file)
        && (arguments.options().withTests() || !SourceTree.isTest(file));
  }

  private void report(Finding finding) throws IOException {
    if (finder == null || finder.file() != finding.place().file()) {
      finder = TreeFinder.in(finding.place().file());
    }
    CompilationUnitTree file = Objects.requireNonNull(files.get(finding.place().path()));
    trees.printMessage(
        kind(finding.severity()),
        "[" + finding.rule() + "] " + Sentences.of(finding),
        finder.innermost(finding.place().span().start()),
        file);
  }

  private Kind kind(Severity own) {
    Severity severity = own == Severity.INFO ? own : arguments.level().orElse(own);
    return switch (severity) {
      case INFO -> Kind.NOTE;
      case WARNING -> Kind.WARNING;
      case ERROR -> Kind.ERROR;
    };
  }
}
