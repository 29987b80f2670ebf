package dev.meanwhile.conventions;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java files as syntax trees. Names are not resolved, so the files need not compile. */
final class SyntaxTrees {

  private SyntaxTrees() {}

  /** Tells the line of a tree within its file. */
  @FunctionalInterface
  interface Lines {
    long of(Tree tree);
  }

  static void read(List<Path> files, BiConsumer<CompilationUnitTree, Lines> reader) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      parse(manager.getJavaFileObjectsFromPaths(files), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void read(String source, BiConsumer<CompilationUnitTree, Lines> reader) {
    parse(List.of(new SourceText(source)), reader);
  }

  private static void parse(
      Iterable<? extends JavaFileObject> sources, BiConsumer<CompilationUnitTree, Lines> reader) {
    if (!sources.iterator().hasNext()) {
      return;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null, sources);
    var positions = Trees.instance(task).getSourcePositions();
    try {
      for (var unit : task.parse()) {
        reader.accept(unit, tree -> line(unit, positions.getStartPosition(unit, tree)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long line(CompilationUnitTree unit, long position) {
    return position == Diagnostic.NOPOS ? 0 : unit.getLineMap().getLineNumber(position);
  }

  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
