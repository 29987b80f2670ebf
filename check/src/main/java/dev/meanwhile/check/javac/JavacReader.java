package dev.meanwhile.check.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.meanwhile.check.Problem;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.source.SourceFile;
import dev.meanwhile.check.source.SourceGroup;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Reads one group of source files into a {@link Program}. Classes that are missing are no errors
 * here: they leave types that are known less well. A file that cannot be parsed is named, and the
 * rest goes on.
 */
public final class JavacReader {
  private static final List<String> OPTIONS =
      List.of(
          "-proc:none",
          "-implicit:none",
          "-nowarn",
          "-Xlint:none",
          "--should-stop=ifError=ATTR",
          "--should-stop=ifNoError=ATTR");

  private final List<Path> classPath;
  private final Runnable step;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Path> broken = new HashSet<>();

  /**
   * A reader.
   *
   * @param classPath the libraries that the sources need, as far as there are any
   * @param step called for each file that is attributed
   */
  public JavacReader(List<Path> classPath, Runnable step) {
    this.classPath = classPath;
    this.step = step;
  }

  /** What could not be read. */
  public List<Problem> problems() {
    return problems;
  }

  /** Reads the files of a group. */
  public Program read(SourceGroup group) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(_ -> {}, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      return read(compiler, files, group.files().toList());
    }
  }

  /** A file that the compiler cannot even parse would take all others with it: it is left out. */
  private Program read(
      JavaCompiler compiler, StandardJavaFileManager files, List<SourceFile> sources)
      throws IOException {
    var modules = new NamedModules();
    JavacTask task = task(compiler, files, modules, sources);
    var run = new CompilerRun(task, step);
    try {
      Iterable<? extends CompilationUnitTree> units = run.parse();
      if (isAlone()) {
        for (CompilationUnitTree unit : units) {
          modules.lookAt(unit.getSourceFile().getCharContent(true));
        }
      }
      return read(task, run, units);
    } catch (LostFileException lost) {
      problems.add(lost.problem());
      return read(compiler, files, without(lost.problem().path(), sources));
    }
  }

  /** Whether there are no libraries, which name modules of the JDK that the sources do not. */
  private boolean isAlone() {
    return classPath.isEmpty();
  }

  private static List<SourceFile> without(Path lost, List<SourceFile> sources) {
    return sources.stream().filter(source -> !source.path().equals(lost)).toList();
  }

  private JavacTask task(
      JavaCompiler compiler,
      StandardJavaFileManager files,
      NamedModules modules,
      List<SourceFile> sources) {
    return (JavacTask)
        compiler.getTask(
            Writer.nullWriter(),
            isAlone() ? new NamedModuleFiles(files, modules) : files,
            this::note,
            OPTIONS,
            null,
            CompilerInput.of(sources, Map.of(), files));
  }

  /** A syntax error makes a file unreadable; all other errors are about what is missing. */
  private void note(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR
        && diagnostic.getSource() != null
        && SyntaxErrors.isOne(diagnostic.getCode())) {
      Path path = ProgramReader.path(diagnostic.getSource());
      if (broken.add(path)) {
        problems.add(
            new Problem(path, (int) diagnostic.getLineNumber(), diagnostic.getMessage(null)));
      }
    }
  }

  private Program read(
      JavacTask task, CompilerRun run, Iterable<? extends CompilationUnitTree> units)
      throws IOException {
    var reader = new ProgramReader(task);
    units.forEach(reader::note);
    run.attribute(problems::add);
    for (CompilationUnitTree unit : units) {
      if (broken.isEmpty() || !broken.contains(ProgramReader.path(unit.getSourceFile()))) {
        read(unit, reader);
      }
    }
    return reader.program();
  }

  private void read(CompilationUnitTree unit, ProgramReader reader) throws IOException {
    try {
      reader.read(unit);
    } catch (StackOverflowError tooDeep) {
      Path path = ProgramReader.path(unit.getSourceFile());
      problems.add(new Problem(path, 0, "is nested too deeply to be read"));
    }
  }
}
