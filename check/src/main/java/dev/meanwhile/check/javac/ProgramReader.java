package dev.meanwhile.check.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.meanwhile.check.model.Program;
import dev.meanwhile.check.model.TypeDeclaration;
import dev.meanwhile.check.source.SourceText;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/** Reads what one run of the compiler has attributed, class by class, into a {@link Program}. */
public final class ProgramReader {
  private final Trees trees;
  private final Types types;
  private final Declarations declarations = new Declarations();
  private final KnownTypes known;
  private final Imported imported = new Imported();
  private final Map<CompilationUnitTree, FileNames> names = new HashMap<>();
  private final Map<CompilationUnitTree, Unit> units = new HashMap<>();
  private final List<TypeDeclaration> read = new ArrayList<>();

  /** A reader for a run. */
  public ProgramReader(JavacTask task) {
    this.trees = Trees.instance(task);
    Elements elements = task.getElements();
    this.known = new KnownTypes(elements);
    this.types = new Types(elements);
  }

  /**
   * Notes what a file declares. Where types are missing, a file is read the better, the more files
   * are noted before it.
   */
  public void note(CompilationUnitTree file) {
    names.computeIfAbsent(
        file,
        _ -> {
          var fileNames = new FileNames(file, this::exists, imported);
          declarations.add(file, fileNames);
          return fileNames;
        });
  }

  private boolean exists(String name) {
    return declarations.contains(name) || known.contains(name);
  }

  /** Reads all classes of a file. */
  public void read(CompilationUnitTree file) throws IOException {
    for (Tree type : file.getTypeDecls()) {
      if (type instanceof ClassTree tree) {
        read(tree, file);
      }
    }
  }

  /** Reads a class that is not within another, as far as it is attributed. */
  public void read(ClassTree type, CompilationUnitTree file) throws IOException {
    note(file);
    Unit unit = units.get(file);
    if (unit == null) {
      unit = unit(file);
      units.put(file, unit);
    }
    new ClassReader(unit, read::add).read(type);
  }

  private Unit unit(CompilationUnitTree file) throws IOException {
    String text = file.getSourceFile().getCharContent(true).toString();
    var source = new SourceText(path(file.getSourceFile()), text);
    FileNames fileNames = Objects.requireNonNull(names.get(file));
    return new Unit(file, trees, source, fileNames, types, declarations);
  }

  /** What is read so far. */
  public Program program() {
    return new Program(read, types.supertypes(), types.thrown(), types.said());
  }

  /** Where a file is; its name, if it is not in the file system. */
  public static Path path(JavaFileObject file) {
    try {
      return Path.of(file.toUri());
    } catch (IllegalArgumentException | FileSystemNotFoundException _) {
      return Path.of(file.getName());
    }
  }
}
