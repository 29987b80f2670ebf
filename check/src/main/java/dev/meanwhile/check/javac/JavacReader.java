package dev.meanwhile.check.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
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
          "-XDuseUnsharedTable");

  private final List<Path> classPath;
  private final Runnable step;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Path> broken = new HashSet<>();

  /**
   * A reader.
   *
   * @param classPath the libraries that the sources need, as far as there are any
   * @param step called after each class
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
      return read(task(compiler, files, group));
    }
  }

  private JavacTask task(JavaCompiler compiler, StandardJavaFileManager files, SourceGroup group) {
    List<Path> paths = group.files().map(SourceFile::path).toList();
    var task =
        (JavacTask)
            compiler.getTask(
                Writer.nullWriter(),
                files,
                this::note,
                OPTIONS,
                null,
                files.getJavaFileObjectsFromPaths(paths));
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE) {
              step.run();
            }
          }
        });
    return task;
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

  private Program read(JavacTask task) throws IOException {
    var units = new ArrayList<CompilationUnitTree>();
    task.parse().forEach(units::add);
    var reader = new ProgramReader(task);
    units.forEach(reader::note);
    attribute(task);
    for (CompilationUnitTree unit : units) {
      if (!broken.contains(ProgramReader.path(unit.getSourceFile()))) {
        read(unit, reader);
      }
    }
    return reader.program();
  }

  /**
   * The compiler may fail on code that it has never been meant to see; what it got to know stays.
   */
  private void attribute(JavacTask task) throws IOException {
    try {
      task.analyze();
    } catch (RuntimeException | StackOverflowError | AssertionError failure) {
      problems.add(new Problem(Path.of(""), 0, "the compiler failed: " + failure));
    }
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
